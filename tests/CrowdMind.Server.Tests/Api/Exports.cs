using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

public sealed class Exports(ApiGround ground) : ApiSpec(ground)
{
    private const string Awkward = """{"quote":"say \"hi\", you","line":"a\nb","html":"<b>","comma":[1,2],"fox":"🦊"}""";

    [Theory]
    [InlineData("")]
    [InlineData("?format=jsonl")]
    public async Task Jsonl_has_one_event_a_line_as_on_the_wire(string query)
    {
        var experiment = await FilledAsync();
        var answer = (await Http.GetAsync($"/experiments/{experiment}/export{query}")).Expect(200);
        Assert.Equal("application/x-ndjson", answer.MediaType);
        AssertAttachment(answer, experiment, "jsonl");
        Assert.EndsWith("\n", answer.Text, StringComparison.Ordinal);
        var lines = answer.Text.TrimEnd('\n').Split('\n');
        var events = lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        Assert.Equal(Enumerable.Range(1, 4), events.Select(one => one.GetProperty("seq").GetInt32()));
        Assert.Equal(
            ["experiment_started", "reaction_created", "reaction_created", "experiment_stopped"],
            events.Select(one => one.GetProperty("type").GetString()));
        Assert.All(events, one => Assert.Equal(["type", "seq", "data", "ts"], Members(one)));
        Assert.All(events, one => Instant(one, "ts"));
        var reaction = events[1].GetProperty("data");
        Assert.Equal(["id", "experiment_id", "agent_id", "payload", "created_at"], Members(reaction));
        Assert.Equal(Awkward, reaction.GetProperty("payload").GetRawText());
        Assert.Equal(events[1].GetProperty("ts").GetString(), reaction.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task Csv_has_one_event_a_record_and_payloads_as_json_text()
    {
        var experiment = await FilledAsync();
        var answer = (await Http.GetAsync($"/experiments/{experiment}/export?format=csv")).Expect(200);
        Assert.Equal("text/csv", answer.MediaType);
        AssertAttachment(answer, experiment, "csv");
        var records = Csv.Read(answer.Text);
        Assert.Equal(["seq", "type", "id", "agent_id", "payload", "created_at"], records[0]);
        Assert.Equal(["1", "2", "3", "4"], records[1..].Select(record => record[0]));
        Assert.Equal("experiment_started", records[1][1]);
        Assert.Equal("reaction_created", records[2][1]);
        Assert.Equal("experiment_stopped", records[4][1]);
        Assert.Equal(Awkward, records[2][4]);
        Assert.Equal(Ground.Agent, records[2][3]);
        var listed = (await Http.GetAsync($"/experiments/{experiment}/reactions?after=0")).Expect(200)
            .Json.GetProperty("reactions");
        Assert.Equal(listed[0].GetProperty("id").GetString(), records[2][2]);
        Assert.Equal(listed[0].GetProperty("created_at").GetString(), records[2][5]);
    }

    [Fact]
    public async Task An_empty_log_is_exported_as_nothing_or_a_header()
    {
        var experiment = await Http.NewExperimentAsync();
        Assert.Empty((await Http.GetAsync($"/experiments/{experiment}/export")).Expect(200).Body);
        var csv = Csv.Read((await Http.GetAsync($"/experiments/{experiment}/export?format=csv")).Expect(200).Text);
        Assert.Equal(6, Assert.Single(csv).Length);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task A_long_log_is_exported_whole_in_constant_memory(string format)
    {
        const int Lines = 20_000;
        var experiment = await Http.NewExperimentAsync();
        var line = $"{{\"agent_id\":\"{Ground.Agent}\",\"payload\":{{\"x\":\"{new string('x', 1500)}\"}}}}\n";
        var lines = string.Concat(Enumerable.Repeat(line, Lines));
        (await Http.PostLinesAsync($"/experiments/{experiment}/reactions", lines)).Expect(200);
        var before = Ground.Server.ResidentBytes();
        var text = (await Http.GetAsync($"/experiments/{experiment}/export?format={format}")).Expect(200).Text;
        var growth = Ground.Server.ResidentBytes() - before;
        Assert.Equal(format == "csv" ? Lines + 1 : Lines, text.Count(c => c == '\n'));
        Assert.True(growth < 32 << 20, $"exporting {text.Length >> 20} MB grew the server by {growth >> 20} MiB");
    }

    private async Task<string> FilledAsync()
    {
        var experiment = await Http.NewExperimentAsync("exported with care");
        (await Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        await Http.PublishAsync(experiment, Ground.Agent, Awkward);
        await Http.PublishAsync(experiment, Ground.Agent, "{}");
        (await Http.PostAsync($"/experiments/{experiment}/stop")).Expect(200);
        return experiment;
    }

    private static void AssertAttachment(Answer answer, string experiment, string ending)
    {
        var disposition = answer.Header("Content-Disposition")!;
        Assert.StartsWith("attachment", disposition, StringComparison.Ordinal);
        Assert.Contains($"experiment_{experiment}.{ending}", disposition, StringComparison.Ordinal);
    }
}
