using System.Text;
using static CrowdMind.Server.Tests.Hostile.Frame;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Frames that break RFC 6455: the server fails that connection, with the code the RFC gives.</summary>
public sealed class BadFrames(HostileGround ground) : HostileSpec(ground)
{
    private const int ProtocolError = 1002, InvalidData = 1007, TooBig = 1009;

    private static readonly byte[] Some = "{}"u8.ToArray();

    public static TheoryData<string, Frame[]> AgainstTheProtocol => new()
    {
        { "reserved bit 1", [new Frame(TextOpcode, Some, Reserved: 4)] },
        { "reserved bit 2", [new Frame(TextOpcode, Some, Reserved: 2)] },
        { "reserved bit 3", [new Frame(TextOpcode, Some, Reserved: 1)] },
        { "all reserved bits on a ping", [new Frame(Ping, Some, Reserved: 7)] },
        { "data opcode 3", [new Frame(3, Some)] },
        { "data opcode 7", [new Frame(7, Some)] },
        { "control opcode 11", [new Frame(11, Some)] },
        { "control opcode 15", [new Frame(15, Some)] },
        { "a continuation of nothing", [new Frame(Continuation, Some)] },
        { "a message within a message", [new Frame(TextOpcode, Some, Final: false), new Frame(TextOpcode, Some)] },
        { "a ping of 126 bytes", [new Frame(Ping, new byte[126])] },
        { "a ping in fragments", [new Frame(Ping, Some, Final: false)] },
        { "a close in fragments", [new Frame(Close, [], Final: false)] },
        { "a close of one byte", [new Frame(Close, [3])] },
        { "close code 0", [Closing(0)] },
        { "close code 999", [Closing(999)] },
        { "close code 1005", [Closing(1005)] },
        { "close code 1006", [Closing(1006)] },
        { "close code 5000", [Closing(5000)] },
    };

    [Theory]
    [MemberData(nameof(AgainstTheProtocol))]
    public async Task A_frame_against_the_protocol_ends_the_connection(string what, Frame[] frames)
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(frames);
        var code = await socket.ReadCloseAsync();
        Assert.True(code == ProtocolError, $"{what} was closed with {code?.ToString() ?? "nothing"}");
        await socket.Connection.ReadToEndAsync();
    }

    [Theory]
    [InlineData(300_000_000L)]
    [InlineData(100L << 20)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue + 2)]
    public async Task A_frame_announced_beyond_the_limit_is_closed_long_before_its_end(long announced)
    {
        var before = Ground.Server.ResidentBytes();
        await using var socket = await OpenAsync();
        var blank = Enumerable.Repeat((byte)' ', 16 * 1024).ToArray();
        await socket.SendAsync(new Frame(TextOpcode, blank, Announced: announced));
        var closing = socket.ReadCloseAsync();
        await SendUntilAsync(closing, socket, new Frame(TextOpcode, blank).ToBytes()[^blank.Length..]);
        Assert.Contains(await closing, new int?[] { TooBig, ProtocolError, null });
        Assert.True(Ground.Server.ResidentBytes() - before < 32 << 20, "the announced frame was allocated");
    }

    [Theory]
    [InlineData(TextOpcode)]
    [InlineData(Binary)]
    [InlineData(Ping)]
    [InlineData(Close)]
    public async Task An_unmasked_frame_ends_the_connection(int opcode)
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(new Frame(opcode, [], Masked: false));
        Assert.Equal(ProtocolError, await socket.ReadCloseAsync());
        await socket.Connection.ReadToEndAsync();
    }

    [Fact]
    public async Task A_message_announced_beyond_the_limit_is_closed_with_1009_before_its_bytes_come()
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(new Frame(TextOpcode, [], Announced: Payloads.Limit + (64 * 1024)));
        Assert.Equal(TooBig, await socket.ReadCloseAsync());
        await socket.Connection.ReadToEndAsync();
    }

    [Fact]
    public async Task A_message_over_the_limit_is_closed_with_1009()
    {
        await using var socket = await OpenAsync();
        await socket.SendTextAsync(Payloads.OfBytes(Payloads.Limit + (64 * 1024)));
        Assert.Equal(TooBig, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Fragments_without_end_are_closed_with_1009_and_memory_stays_flat()
    {
        var before = Ground.Server.ResidentBytes();
        await using var socket = await OpenAsync();
        await socket.SendAsync(new Frame(TextOpcode, "{"u8.ToArray(), Final: false));
        var closing = socket.ReadCloseAsync();
        var blank = Encoding.ASCII.GetBytes(new string(' ', 16 * 1024));
        var piece = new Frame(Continuation, blank, Final: false).ToBytes();
        await SendUntilAsync(closing, socket, piece);
        Assert.Contains(await closing, new int?[] { TooBig, null });
        Assert.True(Ground.Server.ResidentBytes() - before < 32 << 20, "the fragments were kept");
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("c328")]
    [InlineData("eda080")]
    [InlineData("f4908080")]
    public async Task Text_that_is_no_utf8_appends_nothing(string hex)
    {
        await using var socket = await OpenAsync();
        var start = $"{{\"type\":\"reaction\",\"agent_id\":\"{Ground.Agent}\",\"payload\":{{\"x\":\"";
        byte[] text = [.. Encoding.UTF8.GetBytes(start), .. Convert.FromHexString(hex), .. "\"}}"u8];
        await socket.SendAsync(new Frame(TextOpcode, text), Text("""{"type":"ping"}"""));
        Assert.Equal(InvalidData, await socket.ReadCloseAsync());
        await socket.Connection.ReadToEndAsync();
    }

    [Fact]
    public async Task A_close_whose_reason_is_no_utf8_ends_the_connection()
    {
        await using var socket = await OpenAsync();
        await socket.SendAsync(new Frame(Close, [0x03, 0xe8, 0xff]));
        Assert.Equal(InvalidData, await socket.ReadCloseAsync());
        await socket.Connection.ReadToEndAsync();
    }

    [Fact]
    public async Task Reactions_before_a_broken_frame_are_acknowledged_and_nothing_follows_the_close()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, experiment);
        var reaction = $"{{\"type\":\"reaction\",\"agent_id\":\"{Ground.Agent}\",\"payload\":{{}}}}";
        await socket.SendAsync(Text(reaction), new Frame(3, Some), Text(reaction));
        Assert.Equal(1, (await socket.ReadUntilAsync("ack")).GetProperty("seq").GetInt32());
        await Ground.Http.PublishAsync(experiment, Ground.Agent);
        Assert.Equal(ProtocolError, await socket.ReadCloseAsync());
        Assert.Null(await socket.ReadFrameAsync());
        Assert.Equal(2, await Ground.Http.HeadAsync(experiment));
    }

    [Fact]
    public async Task Garbage_after_the_upgrade_ends_the_connection()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            await using var socket = await OpenAsync();
            var garbage = new byte[4000];
            new Random(seed).NextBytes(garbage);
            await socket.Connection.TrySendAsync(garbage);
            socket.Connection.Finish();
            var code = await socket.ReadCloseAsync();
            Assert.True(code is null or 1000 or ProtocolError or InvalidData or TooBig, $"closed with {code}");
        }
    }

    [Fact]
    public async Task Half_a_frame_and_then_a_reset_harms_nobody()
    {
        var whole = Text($"{{\"type\":\"reaction\",\"agent_id\":\"{Ground.Agent}\",\"payload\":{{}}}}").ToBytes();
        foreach (var length in Enumerable.Range(1, whole.Length - 1))
        {
            await using var socket = await OpenAsync();
            await socket.Connection.SendAsync(whole.AsMemory(0, length));
            socket.Connection.Reset();
        }
    }

    [Fact]
    public async Task Half_a_frame_and_then_silence_keeps_the_events_coming()
    {
        var experiment = await Ground.Http.NewExperimentAsync();
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, experiment);
        await socket.Connection.SendAsync(Text("""{"type":"ping"}""").ToBytes().AsMemory(0, 5));
        await Ground.Http.PublishAsync(experiment, Ground.Agent);
        Assert.Equal(1, (await socket.ReadUntilAsync("reaction_created")).GetProperty("seq").GetInt32());
    }

    /// <summary>Sends at most 16 MiB, and no more once the connection is closing.</summary>
    private static async Task SendUntilAsync(Task closing, RawWebSocket socket, byte[] piece)
    {
        for (var sent = 0; sent < 16 << 20 && !closing.IsCompleted; sent += piece.Length)
        {
            if (!await socket.Connection.TrySendAsync(piece))
                break;
        }
    }

    private Task<RawWebSocket> OpenAsync() => RawWebSocket.OpenAsync(Ground.Server.BaseUri, Ground.Target);
}
