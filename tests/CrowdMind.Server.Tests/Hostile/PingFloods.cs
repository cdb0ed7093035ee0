namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Pings by the thousand: each is answered, and who does not read the answers holds up only itself.</summary>
public sealed class PingFloods(HostileGround ground) : HostileSpec(ground)
{
    private const int Count = 10_000;

    [Fact]
    public async Task A_flood_of_pings_is_answered_ping_by_ping()
    {
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, Ground.Target);
        var sending = SendAsync(socket, new Frame(Frame.Ping, "are you there"u8.ToArray()), Count);
        for (var i = 0; i < Count; i++)
            Assert.Equal("are you there", (await socket.ReadFrameAsync())?.PayloadText);
        Assert.Equal(Count, await sending);
    }

    [Fact]
    public async Task A_flood_of_json_pings_is_answered_ping_by_ping()
    {
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, Ground.Target);
        var sending = SendAsync(socket, Frame.Text("""{"type":"ping"}"""), Count);
        for (var i = 0; i < Count; i++)
            Assert.Equal("""{"type":"pong"}""", (await socket.ReadFrameAsync())?.PayloadText);
        Assert.Equal(Count, await sending);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_flood_whose_answers_nobody_reads_takes_no_memory(bool json)
    {
        var before = Ground.Server.ResidentBytes();
        await using var socket = await RawWebSocket.OpenAsync(Ground.Server.BaseUri, Ground.Target);
        var ping = json ? Frame.Text("""{"type":"ping"}""") : new Frame(Frame.Ping, new byte[125]);
        var sending = SendAsync(socket, ping, 500_000);
        for (var i = 0; i < 20; i++)
            await Ground.StillServesAsync();
        Assert.True(Ground.Server.ResidentBytes() - before < 48 << 20, "the answers piled up in the server");
        socket.Connection.Reset();
        await sending;
    }

    /// <summary>Sends until all are sent or nothing more is taken.</summary>
    private static async Task<int> SendAsync(RawWebSocket socket, Frame frame, int count)
    {
        var hundred = Enumerable.Repeat(frame.ToBytes(), 100).SelectMany(bytes => bytes).ToArray();
        var sent = 0;
        try
        {
            while (sent < count && await socket.Connection.TrySendAsync(hundred))
                sent += 100;
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The server takes no more, or the test has seen enough.
        }
        return sent;
    }
}
