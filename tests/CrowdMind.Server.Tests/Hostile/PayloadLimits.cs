using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>A payload of MAX_REACTION_KB is taken on every wire, one byte more on none.</summary>
public sealed class PayloadLimits(HostileGround ground) : HostileSpec(ground)
{
    private static readonly string Largest = Payloads.OfBytes(Payloads.Limit);
    private static readonly string TooLarge = Payloads.OfBytes(Payloads.Limit + 1);

    [Fact]
    public async Task A_post_takes_the_largest_payload_and_refuses_one_byte_more()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var taken = await Ground.Http.PublishAsync(experiment, Ground.Agent, Largest);
        Assert.Equal(Largest, taken.Json.GetProperty("payload").GetRawText());
        (await Ground.Http.PostAsync("/reactions", Caller.Reaction(experiment, Ground.Agent, TooLarge)))
            .ExpectProblem(413, "262144");
        Assert.Equal(1, await Ground.Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task A_batch_takes_the_largest_payload_and_refuses_one_byte_more_whole()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var path = $"/experiments/{experiment}/reactions";
        (await Ground.Http.PostAsync(path, Batch("{}", Largest))).Expect(200);
        (await Ground.Http.PostAsync(path, Batch("{}", TooLarge))).ExpectProblem(413, "262144");
        Assert.Equal(2, await Ground.Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task A_line_takes_the_largest_payload_and_one_byte_more_is_named_by_its_line()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        var path = $"/experiments/{experiment}/reactions";
        (await Ground.Http.PostLinesAsync(path, Line(Largest) + Line("{}"))).Expect(200);
        var problem = (await Ground.Http.PostLinesAsync(path, Line("{}") + Line(TooLarge) + Line("{}")))
            .ExpectProblem(413, "262144", "line 2");
        Assert.Equal(2, problem.Detail("line").GetInt32());
        Assert.Equal(1, problem.Detail("accepted").GetInt32());
        Assert.Equal(3, await Ground.Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task A_frame_takes_the_largest_payload_and_answers_one_byte_more_with_an_error()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, experiment);
        await socket.SendTextAsync(Frame("1", Largest));
        Assert.Equal(1, (await socket.ReadUntilAsync("ack")).GetProperty("seq").GetInt64());
        await socket.SendTextAsync(Frame("2", TooLarge));
        var error = await socket.ReadUntilAsync("error");
        Assert.Equal(413, error.GetProperty("status_code").GetInt32());
        Assert.Equal(2, error.GetProperty("ref").GetInt32());
        Assert.Contains("262144", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await socket.StillTalksAsync();
        Assert.Equal(1, await Ground.Http.HeadAsync(experiment));
    }

    private string Batch(params string[] payloads) =>
        $"{{\"reactions\":[{string.Join(',', payloads.Select(Line))}]}}";

    private string Line(string payload) => $"{{\"agent_id\":\"{Ground.Agent}\",\"payload\":{payload}}}\n";

    private string Frame(string reference, string payload) =>
        $"{{\"type\":\"reaction\",\"ref\":{reference},\"agent_id\":\"{Ground.Agent}\",\"payload\":{payload}}}";
}
