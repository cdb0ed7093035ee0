using System.Net.WebSockets;
using System.Text;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Specs;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Transports;

public sealed class WebSocketFollowTests(ServerFixture fixture, ITestOutputHelper output)
    : FollowOverWireSpec(fixture.Server, Transport.WebSocket, output), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Pipelined_reactions_are_acked_in_the_order_sent()
    {
        const int Count = 200;
        await using WebSocketClient socket = await ConnectAsync();
        for (int n = 1; n <= Count; n++)
            await socket.PublishAsync(new Reaction(Agent, $$"""{"n":{{n}}}"""), $"{n}", Stop);
        List<WebSocketAnswer> acks = await TakeAnswersAsync(socket, Count);
        Assert.Equal(Enumerable.Range(1, Count).Select(n => $"{n}"), acks.Select(a => a.Ref));
        Assert.Equal(Enumerable.Range(1, Count).Select(n => (long)n), acks.Select(a => a.Seq));
        IReadOnlyList<WireEvent> log = await Rest.ExportAsync(Experiment, Stop);
        Assert.Equal(acks.Select(a => a.Id), log.Select(e => e.Id));
        Assert.Equal(Enumerable.Range(1, Count).Select(n => $$"""{"n":{{n}}}"""), log.Select(e => e.Payload));
    }

    [Fact]
    public async Task A_ref_comes_back_as_it_was_sent_or_not_at_all()
    {
        string?[] refs = ["7", "\"seven\"", "1.50", "\"\\u00e9 \\\" ü\"", "-3e2", null];
        await using WebSocketClient socket = await ConnectAsync();
        foreach (string? one in refs)
            await socket.PublishAsync(new Reaction(Agent, "{}"), one, Stop);
        Assert.Equal(refs, (await TakeAnswersAsync(socket, refs.Length)).Select(a => a.Ref));
    }

    [Fact]
    public async Task A_retried_id_is_acked_with_the_first_seq_as_a_duplicate()
    {
        var reaction = new Reaction(Agent, "{}", Guid.NewGuid());
        await using WebSocketClient socket = await ConnectAsync();
        await socket.PublishAsync(reaction, "1", Stop);
        await socket.PublishAsync(new Reaction(Agent, "{}"), "2", Stop);
        await socket.PublishAsync(reaction, "3", Stop);
        List<WebSocketAnswer> acks = await TakeAnswersAsync(socket, 3);
        Assert.Equal([1, 2, 1], acks.Select(a => a.Seq));
        Assert.Equal([false, false, true], acks.Select(a => a.IsDuplicate));
        Assert.Equal(reaction.Id, acks[2].Id);
    }

    [Fact]
    public async Task What_cannot_be_appended_is_answered_with_its_ref_and_the_next_one_is_appended()
    {
        await using WebSocketClient socket = await ConnectAsync();
        await socket.PublishAsync(new Reaction(Guid.NewGuid(), "{}"), "\"unknown agent\"", Stop);
        await socket.PublishAsync(new Reaction(Agent, "{}"), "\"good\"", Stop);
        List<WebSocketAnswer> answers = await TakeAnswersAsync(socket, 2);
        Assert.Equal((false, "\"unknown agent\"", 404), (answers[0].IsAck, answers[0].Ref, answers[0].StatusCode));
        Assert.Equal((true, "\"good\"", 1L), (answers[1].IsAck, answers[1].Ref, answers[1].Seq));
    }

    [Fact]
    public async Task A_stopped_experiment_answers_reactions_with_409()
    {
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        (await Rest.StopAsync(Experiment, Stop)).Expect(200);
        await using WebSocketClient socket = await ConnectAsync();
        await socket.PublishAsync(new Reaction(Agent, "{}"), "1", Stop);
        WebSocketAnswer answer = (await TakeAnswersAsync(socket, 1))[0];
        Assert.Equal((false, 409), (answer.IsAck, answer.StatusCode));
    }

    [Fact]
    public async Task Malformed_frames_are_ignored_and_the_connection_stays()
    {
        await using WebSocketClient socket = await ConnectAsync();
        string[] malformed = ["", "{", "[]", "null", "7", "\"text\"", "{}", """{"type":7}""", """{"type":"dance"}""", "{\"type\":\"ping\""];
        foreach (string frame in malformed)
            await socket.SendAsync(frame, Stop);
        await socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, endOfMessage: true, Stop);
        Assert.True(await socket.PingAsync(Stop), $"{socket.End}");
        await socket.PublishAsync(new Reaction(Agent, "{}"), "1", Stop);
        Assert.True((await TakeAnswersAsync(socket, 1))[0].IsAck);
    }

    [Fact]
    public async Task A_reaction_in_fragments_is_one_reaction()
    {
        await using WebSocketClient socket = await ConnectAsync();
        byte[] frame = Encoding.UTF8.GetBytes(new Reaction(Agent, """{"who":"Zoë 🎉"}""").ToFrame("1"));
        for (int i = 0; i < frame.Length; i++)
            await socket.SendAsync(frame.AsMemory(i, 1), WebSocketMessageType.Text, i == frame.Length - 1, Stop);
        Assert.True((await TakeAnswersAsync(socket, 1))[0].IsAck);
        Assert.Equal("""{"who":"Zoë 🎉"}""", (await Rest.ExportAsync(Experiment, Stop))[0].Payload);
    }

    [Fact]
    public async Task Subscribed_tells_where_the_subscriber_starts_and_where_the_log_ends()
    {
        await PublishManyAsync(9);
        await using WebSocketClient socket = await WebSocketClient.ConnectAsync(Server, Experiment, new FollowOptions(4), Stop);
        Assert.Equal(
            $$"""{"type":"subscribed","experiment_id":"{{Experiment}}","after":4,"head":9}""", socket.Subscribed?.GetRawText());
    }

    [Fact]
    public async Task A_polite_goodbye_is_answered()
    {
        await using WebSocketClient socket = await ConnectAsync();
        await socket.CloseAsync(Stop);
        (_, FollowEnd end) = await socket.ToEndAsync();
        Assert.Equal(1000, end.Code);
    }

    private Task<WebSocketClient> ConnectAsync() => WebSocketClient.ConnectAsync(Server, Experiment, Stop);

    private async Task<List<WebSocketAnswer>> TakeAnswersAsync(WebSocketClient socket, int count)
    {
        var answers = new List<WebSocketAnswer>();
        while (answers.Count < count)
            answers.Add(await socket.ReadAnswerAsync(Stop) ?? throw new IOException($"Ended: {socket.End}"));
        return answers;
    }
}
