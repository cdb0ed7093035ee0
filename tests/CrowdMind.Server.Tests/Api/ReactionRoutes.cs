using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

public sealed class ReactionRoutes(ApiGround ground) : ApiSpec(ground)
{
    [Fact]
    public async Task A_posted_reaction_is_answered_with_its_seq()
    {
        var experiment = await Http.NewExperimentAsync();
        for (var seq = 1; seq <= 3; seq++)
        {
            var answer = await Http.PublishAsync(experiment, Ground.Agent, """{"mood":"calm"}""");
            var reaction = answer.Json;
            Assert.Equal("application/json", answer.MediaType);
            Assert.Subset(
                Members(reaction).ToHashSet(),
                new HashSet<string> { "id", "experiment_id", "agent_id", "payload", "created_at", "seq" });
            FreshId(reaction);
            Instant(reaction, "created_at");
            Assert.Equal(experiment, reaction.GetProperty("experiment_id").GetString());
            Assert.Equal(Ground.Agent, reaction.GetProperty("agent_id").GetString());
            Assert.Equal("calm", reaction.GetProperty("payload").GetProperty("mood").GetString());
            Assert.Equal(seq, reaction.GetProperty("seq").GetInt32());
            Assert.Equal(seq, await Http.HeadAsync(experiment));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"n":1.10,"big":123456789012345678901234567890,"tiny":1e-400,"huge":1E+400,"zero":-0.0}""")]
    [InlineData("""{"twice":1,"twice":2}""")]
    [InlineData("""{"escaped":"\u00e9\/\"\\\b\f\n\r\t\u0000","plain":"é"}""")]
    [InlineData("""{"html":"</script><!-- & ' -->","line":"\u2028"}""")]
    [InlineData("""{"🦊":"žluťoučký kůň","":"empty name","a.b":{"c d":null}}""")]
    [InlineData("""{"nested":[[[[{"deep":[{},[],[[]],""]}]]]],"t":true,"f":false}""")]
    [InlineData("""{"type":"experiment_stopped","seq":1,"id":"not mine"}""")]
    public async Task A_payload_comes_back_as_the_bytes_that_went_in(string payload)
    {
        var experiment = await Http.NewExperimentAsync();
        var posted = await Http.PublishAsync(experiment, Ground.Agent, payload);
        Assert.Equal(payload, posted.Json.GetProperty("payload").GetRawText());
        var listed = (await Http.GetAsync($"/experiments/{experiment}/reactions")).Expect(200).Json;
        Assert.Equal(payload, listed.GetProperty("reactions")[0].GetProperty("payload").GetRawText());
        var exported = (await Http.GetAsync($"/experiments/{experiment}/export")).Expect(200);
        var exportedEvent = JsonSerializer.Deserialize<JsonElement>(exported.Text.TrimEnd('\n'));
        Assert.Equal(payload, exportedEvent.GetProperty("data").GetProperty("payload").GetRawText());
    }

    [Fact]
    public async Task A_payload_written_over_several_lines_is_still_an_event_of_one_line()
    {
        var experiment = await Http.NewExperimentAsync();
        const string Pretty = "{\r\n\t\"text\" : \"a  b\" ,\r\n  \"list\" : [ 1 ,\n 2 ]\r\n}";
        await Http.PublishAsync(experiment, Ground.Agent, Pretty);
        var exported = (await Http.GetAsync($"/experiments/{experiment}/export")).Expect(200).Text;
        Assert.Equal(1, exported.Count(c => c is '\n' or '\r'));
        var payload = JsonSerializer.Deserialize<JsonElement>(exported).GetProperty("data").GetProperty("payload");
        Assert.Equal("a  b", payload.GetProperty("text").GetString());
        Assert.Equal(2, payload.GetProperty("list").GetArrayLength());
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("APPLICATION/JSON")]
    public async Task Ways_to_say_json_are_understood(string mediaType)
    {
        var experiment = await Http.NewExperimentAsync();
        var body = Caller.Body(Caller.Reaction(experiment, Ground.Agent, "{}"), "application/json");
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        (await Http.SendAsync("POST", "/reactions", body)).Expect(201);
    }

    [Fact]
    public async Task White_space_unknown_members_and_another_order_change_nothing()
    {
        var experiment = await Http.NewExperimentAsync();
        var body = $$"""
             { "extra" : [ { "payload" : 1 } ] , "payload" : { "n" : 1 } , "seq" : 99 , "created_at" : "never" ,
               "agent_id" : "{{Ground.Agent.ToUpperInvariant()}}" , "experiment_id" : "{{experiment}}" }
            """;
        var reaction = (await Http.PostAsync("/reactions", body)).Expect(201).Json;
        Assert.Equal(1, reaction.GetProperty("seq").GetInt32());
        Assert.Equal(Ground.Agent, reaction.GetProperty("agent_id").GetString());
        Assert.Equal(1, reaction.GetProperty("payload").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Created_at_never_goes_back_along_seq_under_concurrent_posts()
    {
        var experiment = await Http.NewExperimentAsync();
        var posted = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Http.PublishAsync(experiment, Ground.Agent)));
        var bySeq = posted.Select(one => one.Json).OrderBy(one => one.GetProperty("seq").GetInt32()).ToArray();
        Assert.Equal(Enumerable.Range(1, 200), bySeq.Select(one => one.GetProperty("seq").GetInt32()));
        var times = bySeq.Select(one => one.GetProperty("created_at").GetString()).ToArray();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
    }
}
