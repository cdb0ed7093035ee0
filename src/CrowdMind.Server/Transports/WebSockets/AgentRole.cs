using CrowdMind.Server.Wire;
using CrowdMind.Watches;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The socket of an agent: which model it is to run and where it takes part, and each change.</summary>
/// <param name="output">The connection's output.</param>
/// <param name="watch">What is watched.</param>
/// <param name="client">Where the client reaches the server.</param>
/// <param name="pass">Lets it last as long as its credential.</param>
internal sealed class AgentRole(SharedOutput output, AgentWatch watch, ClientAddress client, SocketPass pass)
    : ISocketRole, IAgentSink
{
    private WebSocketSession? _session;
    private Task _writing = Task.CompletedTask;

    /// <inheritdoc/>
    public string Goodbye => WatchEnd.Draining.Reason();

    /// <inheritdoc/>
    public void Begin(WebSocketSession session)
    {
        _session = session;
        watch.Start(this);
    }

    /// <inheritdoc/>
    public ValueTask SendAsync(AgentView view, AgentView? told)
    {
        if (view.Tag == told?.Tag)
            return ValueTask.CompletedTask;
        _writing = output.WriteAsync(TextFrames.One(AgentMessages.Boot(view, client))).AsTask();
        return new ValueTask(_writing);
    }

    /// <inheritdoc/>
    public void End(WatchEnd end)
    {
        if (end == WatchEnd.Draining)
            _session?.Leave();
        else
            _session?.Close((int)end, end.Reason());
    }

    /// <inheritdoc/>
    public async ValueTask TakeAsync(byte[] utf8)
    {
        var message = ReactionReader.Read(utf8, payloadLimit: 0);
        if (message.Type == "ping" && _session is { } session)
            await session.PongAsync();
        else if (message is { Type: "auth", Problem: null } && await pass.RenewAsync(message.Ref, utf8) is { } answer)
            await output.WriteAsync(TextFrames.One(answer));
    }

    /// <inheritdoc/>
    public Task CompleteAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task SilenceAsync()
    {
        watch.Dispose();
        pass.Dispose();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
