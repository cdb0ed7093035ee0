using System.IO.Pipelines;
using System.Threading.Channels;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Connections;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>One client's socket: takes its frames, and is the sink of its subscription.</summary>
/// <param name="connection">The connection, upgraded.</param>
/// <param name="output">Its output.</param>
/// <param name="subscription">What the client follows; ends with the session.</param>
/// <param name="acks">What becomes of the client's reactions.</param>
/// <param name="publishing">How reactions are read.</param>
internal sealed class WebSocketSession(
    ConnectionContext connection, SharedOutput output, Subscription subscription, ReactionAcks acks, Publishing publishing)
    : IEventSink, IDisposable
{
    private static readonly byte[] PongMessage = TextFrames.One("{\"type\":\"pong\"}"u8.ToArray());

    private readonly FrameReader _frames = new(publishing.MessageLimit);
    private readonly ClosingHandshake _closing = new(connection, output);
    private int _heard;
    private int _heardAtLastBeat = -1;
    private int _missed;

    /// <inheritdoc/>
    public long Progress => output.Progress;

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch batch) => output.WriteAsync(batch.As(WebSocketFrames.Instance));

    /// <inheritdoc/>
    public void End(SubscriptionEnd end) => _ = _closing.BeginAsync(end.Code(), end.Reason());

    /// <summary>Serves the client until either side closes.</summary>
    /// <param name="welcome">The first frame, if there is one.</param>
    /// <param name="heartbeat">Keeps the socket open while it is quiet.</param>
    public async Task RunAsync(byte[]? welcome, SocketHeartbeat heartbeat)
    {
        var slice = heartbeat.Enter(this);
        try
        {
            await output.WriteAsync(welcome);
            welcome = null;
            subscription.Start(this);
            while (true)
            {
                // All that a quiet socket does; it holds no buffer meanwhile.
                var read = await connection.Transport.Input.ReadAsync();
                if (!await TakeAsync(read))
                    break;
            }
        }
        catch (Exception gone) when (gone is IOException or ChannelClosedException or OperationCanceledException)
        {
            // The connection was lost, or cut by us; the channel of the answers closes when they cannot be written.
        }
        finally
        {
            heartbeat.Leave(this, slice);
            await SilenceAsync();
            Dispose();
        }
    }

    /// <summary>Stops waiting for the client to close; the session does so itself at its end.</summary>
    public void Dispose() => _closing.Dispose();

    /// <summary>Pings the client, and cuts it off if it was silent for several beats.</summary>
    public void Beat()
    {
        var quiet = _heard == _heardAtLastBeat;
        _missed = quiet ? _missed + 1 : 0;
        _heardAtLastBeat = _heard;
        if (_missed > Limits.SocketHeartbeatsMissed)
            connection.Abort(new ConnectionAbortedException("The client answered no ping."));
        else if (!_closing.HasBegun)
            _ = PingAsync();
    }

    /// <summary>Takes what has come; false when it was the last.</summary>
    private async ValueTask<bool> TakeAsync(ReadResult read)
    {
        _heard++;
        var bytes = read.Buffer;
        var goesOn = true;
        while (goesOn && _frames.Read(ref bytes) is { } frame)
            goesOn = await TakeAsync(frame);
        connection.Transport.Input.AdvanceTo(bytes.Start, bytes.End);
        return goesOn && !read.IsCompleted;
    }

    private async ValueTask<bool> TakeAsync(ClientFrame frame)
    {
        switch (frame)
        {
            case ClientFrame.Text text when !_closing.HasBegun:
                await TakeAsync(publishing.Read(text.Utf8));
                break;
            case ClientFrame.Ping ping when !_closing.HasBegun:
                await output.WriteAsync(ControlFrames.Pong(ping.Payload));
                break;
            case ClientFrame.Close close:
                await SilenceAsync();
                await _closing.BeginAsync(close.Code, "");
                return false;
            case ClientFrame.Violation violation:
                await FailAsync(violation);
                break;
        }

        return true;
    }

    private async ValueTask TakeAsync(ReactionMessage message)
    {
        if (message.Type == "ping")
            await output.WriteAsync(PongMessage);
        else if (message.Type == "reaction" && message.Problem is not { Status: StatusCodes.Status400BadRequest })
            await acks.TakeAsync(message);
    }

    /// <summary>
    /// Says what was wrong and ends our direction. What still comes is passed over until the client ends its own: closing
    /// with bytes unread would reset the connection, and the client might never see why.
    /// </summary>
    private async Task FailAsync(ClientFrame.Violation violation)
    {
        await SilenceAsync();
        if (await _closing.BeginAsync(violation.Code, violation.Reason))
            output.Finish();
    }

    /// <summary>Ends what writes events and answers, so that nothing follows a close frame.</summary>
    private async Task SilenceAsync()
    {
        subscription.Dispose();
        await acks.CompleteAsync();
    }

    private async Task PingAsync()
    {
        try
        {
            await output.WriteAsync(ControlFrames.Ping);
        }
        catch (IOException)
        {
            // The connection is gone, which its reader finds out too.
        }
    }
}
