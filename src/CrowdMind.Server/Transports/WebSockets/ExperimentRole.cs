using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The socket of an experiment: the sink of its subscription, and the way in for reactions.</summary>
/// <param name="output">The connection's output.</param>
/// <param name="subscription">What the client follows.</param>
/// <param name="acks">What becomes of the client's reactions.</param>
/// <param name="publishing">How reactions are read.</param>
/// <param name="pass">Lets it last as long as its credential.</param>
internal sealed class ExperimentRole(
    SharedOutput output, Subscription subscription, ReactionAcks acks, Publishing publishing, SocketPass pass)
    : ISocketRole, IEventSink
{
    private WebSocketSession? _session;

    /// <inheritdoc/>
    public string Goodbye => SubscriptionEnd.Draining.Reason();

    /// <inheritdoc/>
    public string Transport => "websocket";

    /// <inheritdoc/>
    public long Progress => output.Progress;

    /// <inheritdoc/>
    public void Begin(WebSocketSession session)
    {
        _session = session;
        subscription.Start(this);
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(EventBatch batch) => output.WriteAsync(batch.As(WebSocketFrames.Instance));

    /// <inheritdoc/>
    public void End(SubscriptionEnd end)
    {
        if (end == SubscriptionEnd.Draining)
            _session?.Leave();
        else
            _session?.Close(end.Code(), end.Reason());
    }

    /// <inheritdoc/>
    public async ValueTask TakeAsync(byte[] utf8)
    {
        var message = publishing.Read(utf8);
        if (message.Type == "ping" && _session is { } session)
            await session.PongAsync();
        else if (message.Type == "reaction" && message.Problem is not { Status: StatusCodes.Status400BadRequest })
            await acks.TakeAsync(message);
        else if (message is { Type: "auth", Problem: null } && await pass.RenewAsync(message.Ref, utf8) is { } answer)
            await output.WriteAsync(TextFrames.One(answer));
    }

    /// <inheritdoc/>
    public Task CompleteAsync() => acks.CompleteAsync();

    /// <inheritdoc/>
    public Task SilenceAsync()
    {
        subscription.Dispose();
        pass.Dispose();
        return acks.CompleteAsync();
    }
}
