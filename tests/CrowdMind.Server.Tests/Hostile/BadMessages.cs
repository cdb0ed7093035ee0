namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Text frames that are whole but say nothing right: ignored or answered with an error, never hung up on.</summary>
public sealed class BadMessages(HostileGround ground) : HostileSpec(ground)
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("\"ping\"")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":{"type":"ping"}}""")]
    [InlineData("""{"type":"unknown","agent_id":"{agent}","payload":{}}""")]
    [InlineData("""{"type":"REACTION","agent_id":"{agent}","payload":{}}""")]
    [InlineData("""{"type":"reaction_created","seq":1,"data":{}}""")]
    [InlineData("""{"type":"ack","ref":1}""")]
    [InlineData("""{"type":"reaction","agent_id":"{agent}","payload":{}}}""")]
    [InlineData("""{"type":"reaction","agent_id":"{agent}","payload":{}},""")]
    [InlineData("""{"type":"reaction","agent_id":"{agent}","payload":{"a":NaN}}""")]
    [InlineData("""{'type':'ping'}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"\ud800":"ping"}""")]
    public async Task A_malformed_or_unknown_message_is_ignored(string message)
    {
        await using var socket = await OpenAsync(Ground.Target);
        await socket.SendTextAsync(Fill(message));
        await socket.StillTalksAsync();
    }

    public static TheoryData<string, int, string> Refused => new()
    {
        { """{"type":"reaction","ref":"r","payload":{}}""", 422, "agent_id" },
        { """{"type":"reaction","ref":"r","agent_id":"{agent}"}""", 422, "payload" },
        { """{"type":"reaction","ref":"r"}""", 422, "agent_id" },
        { """{"type":"reaction","ref":"r","agent_id":"seven","payload":{}}""", 422, "seven" },
        { """{"type":"reaction","ref":"r","agent_id":7,"payload":{}}""", 422, "agent_id" },
        { """{"type":"reaction","ref":"r","agent_id":null,"payload":{}}""", 422, "agent_id" },
        { """{"type":"reaction","ref":"r","agent_id":"{agent}","payload":[]}""", 422, "payload" },
        { """{"type":"reaction","ref":"r","agent_id":"{agent}","payload":null}""", 422, "payload" },
        { """{"type":"reaction","ref":"r","agent_id":"{agent}","payload":"{}"}""", 422, "payload" },
        { """{"type":"reaction","ref":"r","agent_id":"{agent}","payload":{},"id":"seven"}""", 422, "seven" },
        { """{"type":"reaction","ref":"r","agent_id":"{agent}","payload":{},"id":7}""", 422, "id" },
        { """{"type":"reaction","ref":"r","agent_id":"{nobody}","payload":{}}""", 404, "{nobody}" },
        { """{"payload":{},"ref":"r","agent_id":"{nobody}","type":"reaction"}""", 404, "{nobody}" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_reaction_is_answered_with_an_error_that_carries_its_ref(
        string message, int status, string mention)
    {
        await using var socket = await OpenAsync(Ground.Target);
        await socket.SendTextAsync(Fill(message));
        var error = await socket.ReadUntilAsync("error");
        Assert.Equal("r", error.GetProperty("ref").GetString());
        Assert.Equal(status, error.GetProperty("status_code").GetInt32());
        Assert.Contains(Fill(mention), error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await socket.StillTalksAsync();
    }

    [Fact]
    public async Task A_reaction_to_a_stopped_experiment_is_answered_with_a_conflict()
    {
        await using var socket = await OpenAsync(Ground.Stopped);
        await socket.SendTextAsync(Fill("""{"type":"reaction","agent_id":"{agent}","payload":{}}"""));
        var error = await socket.ReadUntilAsync("error");
        Assert.Equal(409, error.GetProperty("status_code").GetInt32());
        Assert.Contains("stopped", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(error.TryGetProperty("ref", out _), "a ref that was not given came back");
        await socket.StillTalksAsync();
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("\"\"")]
    [InlineData("\"quote \\\" and \\u017e\"")]
    [InlineData("7")]
    [InlineData("-1.50e3")]
    [InlineData("12345678901234567890123")]
    public async Task A_ref_comes_back_as_it_went(string reference)
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var socket = await OpenAsync(experiment);
        await socket.SendTextAsync(WithRef("{agent}", reference));
        Assert.Equal(reference, (await socket.ReadUntilAsync("ack")).GetProperty("ref").GetRawText());
        await socket.SendTextAsync(WithRef("{nobody}", reference));
        Assert.Equal(reference, (await socket.ReadUntilAsync("error")).GetProperty("ref").GetRawText());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("true")]
    public async Task A_ref_that_is_no_text_and_no_number_breaks_nothing(string reference)
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var socket = await OpenAsync(experiment);
        await socket.SendTextAsync(WithRef("{agent}", reference));
        await socket.StillTalksAsync();
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(40_000)]
    public async Task Deep_nesting_appends_nothing_and_the_connection_stays(int levels)
    {
        await using var socket = await OpenAsync(Ground.Target);
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
        await socket.SendTextAsync(Fill($$"""{"type":"reaction","agent_id":"{agent}","payload":{{nested}}}"""));
        await socket.StillTalksAsync();
    }

    [Fact]
    public async Task A_flood_of_bad_messages_is_survived_by_its_own_connection()
    {
        await using var socket = await OpenAsync(Ground.Target);
        var bad = Frame.Text("{\"type\":").ToBytes();
        var flood = Enumerable.Repeat(bad, 20_000).SelectMany(one => one).ToArray();
        await socket.Connection.SendAsync(flood);
        await socket.StillTalksAsync();
    }

    private string WithRef(string agent, string reference) =>
        Fill($$$"""{"type":"reaction","agent_id":"{{{agent}}}","payload":{},"ref":{{{reference}}}}""");

    private Task<RawWebSocket> OpenAsync(string experiment) =>
        RawWebSocket.OpenAsync(Ground.Server.BaseUri, experiment);
}
