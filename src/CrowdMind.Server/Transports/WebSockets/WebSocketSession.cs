using System.IO.Pipelines;
using System.Threading.Channels;
using CrowdMind.Feeds;
using Microsoft.AspNetCore.Connections;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>One client's socket: takes its frames, answers its pings, and ends as the protocol wants it.</summary>
/// <param name="connection">The connection, upgraded.</param>
/// <param name="output">Its output.</param>
/// <param name="role">What the socket is for; ends with the session.</param>
/// <param name="messageLimit">The largest message that the client may send, in bytes.</param>
internal sealed class WebSocketSession(ConnectionContext connection, SharedOutput output, ISocketRole role, int messageLimit)
    : IDisposable
{
    private static readonly byte[] PongMessage = TextFrames.One("{\"type\":\"pong\"}"u8.ToArray());

    private readonly FrameReader _frames = new(messageLimit);
    private readonly ClosingHandshake _closing = new(connection, output);
    private volatile bool _leaving;
    private int _heard;
    private int _heardAtLastBeat = -1;
    private int _missed;

    /// <summary>Closes from this side. Does not wait.</summary>
    public void Close(int code, string reason) => _ = _closing.BeginAsync(code, reason);

    /// <summary>The server is stopping: answers what has come, and then closes. Does not wait.</summary>
    public void Leave()
    {
        _leaving = true;
        connection.Transport.Input.CancelPendingRead();
    }

    /// <summary>Answers a ping that came as a message.</summary>
    public ValueTask PongAsync() => output.WriteAsync(PongMessage);

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
            role.Begin(this);
            while (true)
            {
                // All that a quiet socket does; it holds no buffer meanwhile.
                var read = await connection.Transport.Input.ReadAsync();
                if (!await TakeAsync(read))
                    break;
                if (_leaving && !_closing.HasBegun)
                    await SayGoodbyeAsync();
            }
        }
        catch (Exception gone) when (gone is IOException or ChannelClosedException or OperationCanceledException)
        {
            // The connection was lost, or cut by us; the channel of the answers closes when they cannot be written.
        }
        finally
        {
            heartbeat.Leave(this, slice);
            await role.SilenceAsync();
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
                await role.TakeAsync(text.Utf8);
                break;
            case ClientFrame.Ping ping when !_closing.HasBegun:
                await output.WriteAsync(ControlFrames.Pong(ping.Payload));
                break;
            case ClientFrame.Close close:
                await role.SilenceAsync();
                await _closing.BeginAsync(close.Code, "");
                return false;
            case ClientFrame.Violation violation:
                await FailAsync(violation);
                break;
        }

        return true;
    }

    /// <summary>
    /// Says what was wrong and ends our direction. What still comes is passed over until the client ends its own: closing
    /// with bytes unread would reset the connection, and the client might never see why.
    /// </summary>
    private async Task FailAsync(ClientFrame.Violation violation)
    {
        await role.SilenceAsync();
        if (await _closing.BeginAsync(violation.Code, violation.Reason))
            output.Finish();
    }

    /// <summary>Answers what has come, and only then says goodbye: nothing may follow a close frame.</summary>
    private async Task SayGoodbyeAsync()
    {
        await role.CompleteAsync();
        await _closing.BeginAsync(SubscriptionEnd.Draining.Code(), role.Goodbye);
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
