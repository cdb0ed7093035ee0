using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>What is no hub protocol, sent to the hub: the one connection may end, and nothing else does.</summary>
public sealed class BadHubMessages(HostileGround ground) : HostileSpec(ground)
{
    private const char End = '\u001e';

    private static readonly string Hello = """{"protocol":"json","version":1}""" + End;

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"protocol\":\"json\"}")]
    [InlineData("{\"protocol\":\"json\",\"version\":99}")]
    [InlineData("{\"protocol\":\"messagepack\",\"version\":1}")]
    [InlineData("{\"protocol\":\"pigeon\",\"version\":1}")]
    [InlineData("{\"type\":1,\"target\":\"JoinExperiment\",\"arguments\":[]}")]
    public async Task A_first_message_that_is_no_handshake_ends_the_connection(string first)
    {
        await using var hub = await OpenAsync();
        await hub.SendTextAsync(first + End);
        await hub.ReadCloseAsync();
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"type\":\"one\"}")]
    [InlineData("{\"type\":99}")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"type\":1,\"target\":7,\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"target\":\"JoinExperiment\"}")]
    [InlineData("{\"type\":1,\"target\":\"JoinExperiment\",\"arguments\":{}}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"\",\"arguments\":[]}")]
    [InlineData("{\"type\":3,\"invocationId\":\"never asked\",\"result\":1}")]
    [InlineData("{\"type\":4,\"invocationId\":\"1\",\"target\":\"Watch\",\"arguments\":[[],{}]}")]
    [InlineData("{\"type\":5,\"invocationId\":\"never asked\"}")]
    [InlineData("{\"type\":2,\"invocationId\":\"never asked\",\"item\":1}")]
    public async Task A_message_that_is_none_harms_nobody_else(string message)
    {
        await using var hub = await OpenAsync();
        await hub.SendTextAsync(Hello);
        Assert.Equal("{}" + End, (await hub.ReadFrameAsync())?.PayloadText);
        await hub.SendTextAsync(message + End);
        await hub.SendAsync(Frame.Closing(1000));
        await hub.ReadCloseAsync();
    }

    [Theory]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Nothing\",\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"JoinExperiment\",\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"JoinExperiment\",\"arguments\":[7]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"JoinExperiment\",\"arguments\":[\"{target}\",\"x\"]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"JoinExperiment\",\"arguments\":[1,2,3,4,5,6,7]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"PublishReaction\",\"arguments\":[[]]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"PublishReaction\",\"arguments\":[null]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Dispose\",\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"OnConnectedAsync\",\"arguments\":[]}")]
    public async Task A_call_that_cannot_be_is_answered_with_an_error_and_the_connection_stays(string call)
    {
        await using var hub = await OpenAsync();
        await hub.SendTextAsync(Hello);
        await hub.ReadFrameAsync();
        await hub.SendTextAsync(Fill(call) + End);
        var answer = (await hub.ReadFrameAsync())!.PayloadText;
        Assert.Contains("\"type\":3", answer, StringComparison.Ordinal);
        Assert.Contains("\"error\":\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        const string Next = """{"type":1,"invocationId":"2","target":"LeaveExperiment","arguments":["{target}"]}""";
        await hub.SendTextAsync(Fill(Next) + End);
        Assert.Contains("\"invocationId\":\"2\"", (await hub.ReadFrameAsync())!.PayloadText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public async Task Deep_nesting_appends_nothing(int levels)
    {
        await using var hub = await OpenAsync();
        await hub.SendTextAsync(Hello);
        await hub.ReadFrameAsync();
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
        await hub.SendTextAsync($"{{\"type\":1,\"target\":\"PublishReaction\",\"arguments\":["
            + Caller.Reaction(Ground.Target, Ground.Agent, nested) + "]}" + End);
        await hub.SendAsync(Frame.Closing(1000));
        await hub.ReadCloseAsync();
    }

    [Fact]
    public async Task A_message_without_end_is_cut_off_and_memory_stays_flat()
    {
        var before = Ground.Server.ResidentBytes();
        await using var hub = await OpenAsync();
        await hub.SendTextAsync(Hello);
        await hub.ReadFrameAsync();
        var closing = hub.ReadCloseAsync();
        var piece = Frame.Text(new string(' ', 16 * 1024)).ToBytes();
        for (var sent = 0; sent < 16 << 20 && !closing.IsCompleted && await hub.Connection.TrySendAsync(piece);)
            sent += piece.Length;
        await closing;
        Assert.True(Ground.Server.ResidentBytes() - before < 32 << 20, "the endless message was kept");
    }

    [Theory]
    [InlineData("GET", "//hubs/experiments")]
    [InlineData("GET", "//hubs/experiments?id=nobody")]
    [InlineData("POST", "//hubs/experiments?id=nobody")]
    [InlineData("DELETE", "//hubs/experiments?id=nobody")]
    [InlineData("PUT", "//hubs/experiments")]
    [InlineData("GET", "//hubs/experiments/negotiate")]
    [InlineData("GET", "//hubs/nothing")]
    public async Task A_connection_that_nobody_negotiated_is_refused(string method, string path)
    {
        var body = method == "GET" ? null : new StringContent("x", Encoding.UTF8, "text/plain");
        var answer = await Ground.Http.SendAsync(method, path, body);
        Assert.InRange(answer.Status, 400, 499);
    }

    private Task<RawWebSocket> OpenAsync() => RawWebSocket.OpenAtAsync(Ground.Server.BaseUri, "/hubs/experiments");
}
