using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CrowdMind.Server.Transports;

/// <summary>
/// Lets an upgraded connection leave HTTP for good: its request ends as any other, everything that was held for it (the
/// context, the headers, the middleware's state machines, the timeouts) is let go of, and what takes over runs on the bare
/// connection. A socket that is quiet for days then costs a third of what it would cost inside its request.
/// </summary>
/// <param name="heartbeat">Kestrel's heartbeat of the connection.</param>
internal sealed class Takeover(IConnectionHeartbeatFeature heartbeat) : IConnectionHeartbeatFeature
{
    private ConnectionDelegate? _successor;
    private Action<object>? _beat;

    // Kestrel keeps its heartbeat's list until the connection ends; through it, it would keep all of HTTP.
    private volatile object? _beating;

    /// <summary>What runs on the connection once its request has ended. To be called after the upgrade.</summary>
    public void By(ConnectionDelegate successor) => _successor = successor;

    /// <inheritdoc/>
    public void OnHeartbeat(Action<object> action, object state)
    {
        if (_beating is not null)
            throw new InvalidOperationException("HTTP is the only one to ask for the heartbeat of a connection.");
        (_beat, _beating) = (action, state);
        heartbeat.OnHeartbeat(static self => ((Takeover)self).Beat(), this);
    }

    /// <summary>Lets connections of this endpoint be taken over. To be called after TLS is added.</summary>
    public static void Allow(ListenOptions endpoint) => endpoint.Use(next => connection => RunAsync(next, connection));

    private static async Task RunAsync(ConnectionDelegate http, ConnectionContext connection)
    {
        var takeover = new Takeover(connection.Features.GetRequiredFeature<IConnectionHeartbeatFeature>());
        connection.Features.Set<IConnectionHeartbeatFeature>(takeover);
        connection.Features.Set(takeover);
        await http(connection);
        if (takeover.TakeSuccessor() is { } successor)
            await successor(connection);
    }

    private void Beat()
    {
        if (_beating is { } state)
            _beat?.Invoke(state);
    }

    private ConnectionDelegate? TakeSuccessor()
    {
        var successor = _successor;
        (_successor, _beating) = (null, null);
        return successor;
    }
}
