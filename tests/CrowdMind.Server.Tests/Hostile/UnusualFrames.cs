using System.Text;
using static CrowdMind.Server.Tests.Hostile.Frame;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Frames that look strange but are right by RFC 6455: they must work.</summary>
public sealed class UnusualFrames(HostileGround ground) : HostileSpec(ground)
{
    private string Reaction =>
        $"{{\"type\":\"reaction\",\"agent_id\":\"{Ground.Agent}\",\"payload\":{{\"ž\":\"🦊\"}},\"ref\":1}}";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public async Task A_reaction_in_fragments_is_one_reaction(int fragmentBytes)
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(Fragments(Reaction, fragmentBytes).ToArray());
        Assert.Equal(1, (await socket.ReadUntilAsync("ack")).GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task Control_frames_between_fragments_are_answered_and_break_nothing()
    {
        await using var socket = await OpenAsync();
        var frames = Fragments(Reaction, 20).SelectMany((frame, i) => new[]
        {
            frame, new Frame(Ping, [(byte)i]), new Frame(Pong, "unasked"u8.ToArray()),
        }).ToArray();
        await socket.SendAsync(frames);
        var pings = frames.Count(frame => frame.Opcode == Ping);
        var pongs = new List<int>();
        var acknowledged = false;
        while (!acknowledged || pongs.Count < pings)
        {
            var frame = await socket.ReadFrameAsync() ?? throw new IOException("ended");
            if (frame.Opcode == Pong)
                pongs.Add(frame.Payload.Single());
            acknowledged |= frame.PayloadText.Contains("\"ack\"", StringComparison.Ordinal);
        }
        Assert.Equal(Enumerable.Range(0, pings), pongs);
    }

    [Fact]
    public async Task Empty_fragments_are_allowed()
    {
        await using var socket = await OpenAsync();
        var bytes = Encoding.UTF8.GetBytes(Reaction);
        await socket.SendAsync(
            new Frame(TextOpcode, [], Final: false), new Frame(Continuation, [], Final: false),
            new Frame(Continuation, bytes, Final: false), new Frame(Continuation, []));
        Assert.Equal(1, (await socket.ReadUntilAsync("ack")).GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task A_frame_sent_byte_by_byte_is_read()
    {
        await using var socket = await OpenAsync();
        foreach (var one in Text(Reaction).ToBytes())
            await socket.Connection.SendAsync(new[] { one });
        Assert.Equal(1, (await socket.ReadUntilAsync("ack")).GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task Many_frames_in_one_packet_are_acknowledged_in_their_order()
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(Enumerable.Range(1, 500).Select(n => Text(
            $"{{\"type\":\"reaction\",\"agent_id\":\"{Ground.Agent}\",\"payload\":{{}},\"ref\":{n}}}")).ToArray());
        for (var n = 1; n <= 500; n++)
        {
            var ack = await socket.ReadUntilAsync("ack");
            Assert.Equal((n, n), (ack.GetProperty("ref").GetInt32(), ack.GetProperty("seq").GetInt32()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    public async Task A_ping_is_answered_with_its_own_payload(int bytes)
    {
        await using var socket = await OpenAsync();
        var payload = Enumerable.Range(0, bytes).Select(i => (byte)(i * 7)).ToArray();
        await socket.SendAsync(new Frame(Ping, payload));
        var pong = await socket.ReadFrameAsync();
        Assert.Equal(Pong, pong?.Opcode);
        Assert.Equal(payload, pong?.Payload);
    }

    [Fact]
    public async Task An_unasked_pong_is_ignored()
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(new Frame(Pong, "hello"u8.ToArray()));
        await socket.StillTalksAsync();
    }

    [Fact]
    public async Task A_binary_frame_is_ignored_and_the_connection_stays()
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(new Frame(Binary, Encoding.UTF8.GetBytes(Reaction)));
        await socket.SendAsync(new Frame(Binary, [0, 255, 1]));
        await socket.StillTalksAsync();
    }

    [Theory]
    [InlineData(1000, "done")]
    [InlineData(1001, "")]
    [InlineData(3000, "")]
    [InlineData(4999, "žluťoučký")]
    public async Task A_close_is_answered_with_a_close_and_the_end(int code, string reason)
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(Closing(code, reason));
        Assert.Contains(await socket.ReadCloseAsync(), new int?[] { code, 1000 });
        await socket.Connection.ReadToEndAsync();
    }

    [Fact]
    public async Task A_close_without_a_code_is_answered_with_a_close_and_the_end()
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(new Frame(Close, []));
        Assert.Contains(await socket.ReadCloseAsync(), new int?[] { 1005, 1000 });
        await socket.Connection.ReadToEndAsync();
    }

    [Fact]
    public async Task A_reaction_before_the_close_in_the_same_packet_is_appended()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, experiment);
        await socket.SendAsync(Text(Reaction), Closing(1000));
        await socket.ReadCloseAsync();
        Assert.Equal(1, await Ground.Http.HeadAsync(experiment));
    }

    private async Task<RawWebSocket> OpenAsync() =>
        await RawWebSocket.OpenAsync(Ground.Server.BaseUri, await Ground.Http.NewExperimentAsync());

    private static IEnumerable<Frame> Fragments(string text, int bytes)
    {
        var pieces = Encoding.UTF8.GetBytes(text).Chunk(bytes).ToArray();
        return pieces.Select((piece, i) => new Frame(i == 0 ? TextOpcode : Continuation, piece, i == pieces.Length - 1));
    }
}
