using CrowdMind.Feeds;
using CrowdMind.Logs;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>
/// One joined experiment of one hub connection. Over a WebSocket the events go to the socket as they are, past SignalR's
/// pipe, which would copy them for each connection; the other transports take them through SignalR.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="experimentId">The experiment.</param>
internal sealed class HubSink(HubConnectionContext connection, ExperimentId experimentId) : IEventSink
{
    private readonly SharedOutput? _socket = SocketOf(connection);
    private long _taken;

    /// <inheritdoc/>
    public string Transport => "signalr";

    /// <inheritdoc/>
    public long Progress => _socket?.Progress ?? Volatile.Read(ref _taken);

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch batch)
    {
        if (connection.ConnectionAborted.IsCancellationRequested)
            return ValueTask.FromException(new IOException("The connection is gone."));
        if (_socket is not null)
            return _socket.WriteAsync(batch.As(HubWebSocketFrames.Instance));
        Interlocked.Increment(ref _taken);
        return connection.WriteAsync(batch.As(HubFrames.Instance));
    }

    /// <inheritdoc/>
    public void End(SubscriptionEnd end)
    {
        if (end == SubscriptionEnd.TooSlow)
            connection.Abort();
        else
            _ = TellAsync(end);
    }

    private static SharedOutput? SocketOf(HubConnectionContext connection) =>
        connection.Features.Get<IHttpTransportFeature>()?.TransportType == HttpTransportType.WebSockets
            && connection.GetHttpContext()?.Features.Get<IHttpUpgradeFeature>() is SharedUpgrade { Stream: { } stream }
            ? stream.Output
            : null;

    private async Task TellAsync(SubscriptionEnd end) => await connection.WriteAsync(new InvocationMessage(
        "SubscriptionEnded", [experimentId.ToString(), new HubSubscriptionEnd(end.Code(), end.Reason())]));
}

/// <summary>Why a join ended.</summary>
/// <param name="Code">The number a plain WebSocket would have been closed with.</param>
/// <param name="Reason">The same in words.</param>
internal sealed record HubSubscriptionEnd(int Code, string Reason);
