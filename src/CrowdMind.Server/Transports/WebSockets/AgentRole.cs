using System.Text.Json;
using CrowdMind.Server.Wire;
using CrowdMind.Watches;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The socket of an agent: which model it is to run and where it takes part, and each change.</summary>
/// <param name="output">The connection's output.</param>
/// <param name="watch">What is watched.</param>
/// <param name="client">Where the client reaches the server.</param>
internal sealed class AgentRole(SharedOutput output, AgentWatch watch, ClientAddress client) : ISocketRole, IAgentSink
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
    public ValueTask TakeAsync(byte[] utf8) =>
        IsPing(utf8) && _session is { } session ? session.PongAsync() : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public Task CompleteAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task SilenceAsync()
    {
        watch.Dispose();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool IsPing(byte[] utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8, JsonBody.Options);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("type"u8, out var type)
                && type.ValueKind == JsonValueKind.String
                && type.ValueEquals("ping"u8);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The latter for half of a surrogate pair, which JSON can say.
            return false;
        }
    }
}
