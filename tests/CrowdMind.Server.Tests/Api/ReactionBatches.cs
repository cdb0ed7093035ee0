using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

public sealed class ReactionBatches(ApiGround ground) : ApiSpec(ground)
{
    private static readonly HashSet<string> Fields = ["accepted", "duplicates", "first_seq", "last_seq"];

    [Fact]
    public async Task A_batch_is_appended_in_its_order()
    {
        var experiment = await Http.NewExperimentAsync();
        await Http.PublishAsync(experiment, Ground.Agent, """{"n":0}""");
        var answer = await BatchAsync(experiment, Enumerable.Range(1, 50).Select(n => One(n)));
        AssertCounts(answer, 50, 0, 2, 51);
        Assert.Equal(Enumerable.Range(0, 51), await NumbersAsync(experiment));
    }

    [Fact]
    public async Task A_batch_may_have_a_thousand()
    {
        var experiment = await Http.NewExperimentAsync();
        AssertCounts(await BatchAsync(experiment, Enumerable.Range(1, 1000).Select(n => One(n))), 1000, 0, 1, 1000);
    }

    [Fact]
    public async Task Ids_seen_before_are_counted_as_duplicates_and_append_nothing()
    {
        var experiment = await Http.NewExperimentAsync();
        string[] ids = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid().ToString())];
        AssertCounts(await BatchAsync(experiment, [One(1, ids[0]), One(2, ids[1])]), 2, 0, 1, 2);
        string[] mixed = [One(9, ids[1]), One(3, ids[2]), One(9, ids[2]), One(4, ids[3])];
        AssertCounts(await BatchAsync(experiment, mixed), 2, 2, 3, 4);
        Assert.Equal([1, 2, 3, 4], await NumbersAsync(experiment));
    }

    [Fact]
    public async Task A_whole_batch_sent_again_appends_nothing()
    {
        var experiment = await Http.NewExperimentAsync();
        string[] batch = [.. Enumerable.Range(1, 10).Select(n => One(n, Guid.NewGuid().ToString()))];
        AssertCounts(await BatchAsync(experiment, batch), 10, 0, 1, 10);
        var again = (await BatchAsync(experiment, batch)).Expect(200).Json;
        Assert.Equal(0, again.GetProperty("accepted").GetInt32());
        Assert.Equal(10, again.GetProperty("duplicates").GetInt32());
        Assert.Equal(10, await Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task Lines_are_appended_in_their_order_however_many()
    {
        var experiment = await Http.NewExperimentAsync();
        var lines = string.Concat(Enumerable.Range(1, 12_345).Select(n => One(n) + "\n"));
        AssertCounts(await Http.PostLinesAsync($"/experiments/{experiment}/reactions", lines), 12_345, 0, 1, 12_345);
        var exported = (await Http.GetAsync($"/experiments/{experiment}/export")).Expect(200).Text;
        var numbers = exported.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("data"))
            .Select(data => data.GetProperty("payload").GetProperty("n").GetInt32());
        Assert.Equal(Enumerable.Range(1, 12_345), numbers);
    }

    [Fact]
    public async Task Lines_with_ids_may_be_sent_again_after_a_broken_upload()
    {
        var experiment = await Http.NewExperimentAsync();
        string[] lines = [.. Enumerable.Range(1, 3000).Select(n => One(n, Guid.NewGuid().ToString()) + "\n")];
        var path = $"/experiments/{experiment}/reactions";
        AssertCounts(await Http.PostLinesAsync(path, string.Concat(lines[..1700])), 1700, 0, 1, 1700);
        AssertCounts(await Http.PostLinesAsync(path, string.Concat(lines)), 1300, 1700, 1701, 3000);
        Assert.Equal(3000, await Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task A_long_upload_does_not_grow_the_server()
    {
        var experiment = await Http.NewExperimentAsync();
        var before = Ground.Server.ResidentBytes();
        var line = $"{{\"agent_id\":\"{Ground.Agent}\",\"payload\":{{\"x\":\"{new string('x', 2000)}\"}}}}\n";
        using var content = Caller.Body(string.Concat(Enumerable.Repeat(line, 40_000)), "application/x-ndjson");
        var answer = await Http.SendAsync("POST", $"/experiments/{experiment}/reactions", content);
        AssertCounts(answer, 40_000, 0, 1, 40_000);
        var growth = Ground.Server.ResidentBytes() - before;
        Assert.True(growth < 64 << 20, $"80 MB of lines grew the server by {growth >> 20} MiB");
    }

    [Fact]
    public async Task Twenty_uploads_at_once_leave_one_gapless_log_and_each_keeps_its_own_order()
    {
        var experiment = await Http.NewExperimentAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async upload =>
        {
            var lines = string.Concat(Enumerable.Range(0, 200).Select(n => One((upload * 1000) + n) + "\n"));
            (await Http.PostLinesAsync($"/experiments/{experiment}/reactions", lines)).Expect(200);
        }));
        Assert.Equal(4000, await Http.HeadAsync(experiment));
        var numbers = new List<int>();
        for (var after = 0; after < 4000; after += 1000)
            numbers.AddRange(await NumbersAsync(experiment, after));
        foreach (var upload in numbers.GroupBy(n => n / 1000))
            Assert.Equal(upload.Order(), upload);
    }

    private string One(int n, string? id = null) =>
        $"{{\"agent_id\":\"{Ground.Agent}\",\"payload\":{{\"n\":{n}}}" + (id is null ? "}" : $",\"id\":\"{id}\"}}");

    private Task<Answer> BatchAsync(string experiment, IEnumerable<string> reactions) =>
        Http.PostAsync($"/experiments/{experiment}/reactions", $"{{\"reactions\":[{string.Join(',', reactions)}]}}");

    private static void AssertCounts(Answer answer, int accepted, int duplicates, int firstSeq, int lastSeq)
    {
        var json = answer.Expect(200).Json;
        Assert.Subset(Members(json).ToHashSet(), Fields);
        Assert.Equal((accepted, duplicates, firstSeq, lastSeq), (
            json.GetProperty("accepted").GetInt32(), json.GetProperty("duplicates").GetInt32(),
            json.GetProperty("first_seq").GetInt32(), json.GetProperty("last_seq").GetInt32()));
    }

    private async Task<IEnumerable<int>> NumbersAsync(string experiment, int after = 0) =>
        (await Http.GetAsync($"/experiments/{experiment}/reactions?after={after}&limit=1000")).Expect(200)
        .Json.GetProperty("reactions").EnumerateArray()
        .Select(one => one.GetProperty("payload").GetProperty("n").GetInt32());
}
