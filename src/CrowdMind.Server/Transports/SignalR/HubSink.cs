using CrowdMind.Feeds;
using CrowdMind.Logs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>One joined experiment of one hub connection.</summary>
/// <param name="connection">The connection.</param>
/// <param name="experimentId">The experiment.</param>
internal sealed class HubSink(HubConnectionContext connection, ExperimentId experimentId) : IEventSink
{
    private readonly SocketOutput? _socket =
        connection.GetHttpContext()?.Features.Get<SocketOutput>();

    /// <inheritdoc/>
    public long Progress => _socket?.BytesSent ?? 0;

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch batch) => connection.ConnectionAborted.IsCancellationRequested
        ? ValueTask.FromException(new IOException("The connection is gone."))
        : connection.WriteAsync(batch.As(HubFrames.Instance));

    /// <inheritdoc/>
    public void End(SubscriptionEnd end)
    {
        if (end == SubscriptionEnd.TooSlow)
            connection.Abort();
        else
            _ = TellAsync(end);
    }

    private async Task TellAsync(SubscriptionEnd end) => await connection.WriteAsync(new InvocationMessage(
        "SubscriptionEnded", [experimentId.ToString(), new HubSubscriptionEnd(end.Code(), end.Reason())]));
}

/// <summary>Why a join ended.</summary>
/// <param name="Code">The number a plain WebSocket would have been closed with.</param>
/// <param name="Reason">The same in words.</param>
internal sealed record HubSubscriptionEnd(int Code, string Reason);
