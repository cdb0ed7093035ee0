using System.Buffers;
using System.Net.WebSockets;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>One client's socket: takes its frames, and is the sink of its subscription.</summary>
/// <param name="socket">The framework's socket, which reads frames and answers pings and closes.</param>
/// <param name="stream">The connection: where whole frames go, and whether anything comes.</param>
/// <param name="acks">What becomes of the client's reactions.</param>
/// <param name="publishing">How reactions are read.</param>
/// <param name="abort">Cuts the connection.</param>
internal sealed class WebSocketSession(
    WebSocket socket, UpgradedStream stream, ReactionAcks acks, Publishing publishing, Action abort) : IEventSink, IDisposable
{
    private static readonly byte[] Pong = PongFrame();

    // RFC 6455, section 5.5.2: a ping without a body.
    private static readonly byte[] Ping = [0x89, 0x00];

    // Set by whoever closes first.
    private CancellationTokenSource? _patience;
    private int _readsAtLastBeat = -1;
    private int _missed;

    /// <inheritdoc/>
    public long Progress => stream.Output.Progress;

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch batch) => stream.Output.WriteAsync(batch.As(WebSocketFrames.Instance));

    /// <inheritdoc/>
    public void End(SubscriptionEnd end) => _ = CloseAsync((WebSocketCloseStatus)end.Code(), end.Reason());

    /// <summary>Takes the client's frames until it closes.</summary>
    public async Task ReceiveAsync()
    {
        while (true)
        {
            // Waits without a buffer, so that a quiet client holds none.
            var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (first.MessageType == WebSocketMessageType.Close || !await ReceiveMessageAsync())
                break;
        }

        await acks.CompleteAsync();
        if (socket.State == WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    /// <summary>Pings the client if nothing came from it since the last beat, and cuts it off if it was silent for several.</summary>
    public void Beat()
    {
        var quiet = stream.Reads == _readsAtLastBeat;
        _missed = quiet ? _missed + 1 : 0;
        _readsAtLastBeat = stream.Reads;
        if (_missed > Limits.SocketHeartbeatsMissed)
            abort();
        else
            _ = PingAsync();
    }

    /// <summary>Stops waiting for the client to answer a close.</summary>
    public void Dispose() => _patience?.Dispose();

    /// <summary>Takes one message, or passes over one that is too big; false when the client closed.</summary>
    private async Task<bool> ReceiveMessageAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return false;
                length += part.Count;
                if (length > publishing.MessageLimit)
                {
                    _ = CloseAsync(
                        WebSocketCloseStatus.MessageTooBig, $"a message holds at most {publishing.MessageLimit} bytes");
                    length = 0;
                }

                if (part.EndOfMessage)
                {
                    if (part.MessageType == WebSocketMessageType.Text && _patience is null)
                        await TakeAsync(publishing.Read(buffer.AsSpan(0, length).ToArray()));
                    return true;
                }

                if (length == buffer.Length)
                    buffer = Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask TakeAsync(ReactionMessage message)
    {
        if (message.Type == "ping")
            await stream.Output.WriteAsync(Pong);
        else if (message.Type == "reaction" && message.Problem is not { Status: StatusCodes.Status400BadRequest })
            await acks.TakeAsync(message);
    }

    private async Task PingAsync()
    {
        try
        {
            await stream.Output.WriteAsync(Ping);
        }
        catch (IOException)
        {
            // The connection is gone, which its reader finds out too.
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        // A client that does not read gets its time to take the close frame, which waits behind what it has not taken.
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.CloseLingerSeconds));
        if (Interlocked.CompareExchange(ref _patience, patience, null) is not null)
        {
            patience.Dispose();
            return;
        }

        try
        {
            patience.Token.Register(abort);
            await socket.CloseOutputAsync(status, reason, CancellationToken.None);
            patience.CancelAfter(TimeSpan.FromSeconds(Limits.CloseAnswerSeconds));
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or InvalidOperationException)
        {
            // It was closed from the other side meanwhile.
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 4);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static byte[] PongFrame()
    {
        var frame = new ArrayBufferWriter<byte>(32);
        TextFrames.Write(frame, "{\"type\":\"pong\"}"u8);
        return frame.WrittenSpan.ToArray();
    }
}
