namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>
/// Pings quiet sockets and cuts dead ones. One timer serves them all, a slice each second: a timer for every socket, as the
/// framework has it, costs ten times the pings.
/// </summary>
internal sealed class SocketHeartbeat : IDisposable
{
    // Guards the slices; held for list work only.
    private readonly Lock _gate = new();
    private readonly HashSet<WebSocketSession>[] _slices =
        [.. Enumerable.Range(0, Limits.SocketHeartbeatSeconds).Select(_ => new HashSet<WebSocketSession>())];

    private readonly ITimer _timer;
    private int _next;

    /// <summary>Starts the heartbeat.</summary>
    public SocketHeartbeat(TimeProvider time)
    {
        var second = TimeSpan.FromSeconds(1);
        _timer = time.CreateTimer(_ => Beat(), null, second, second);
    }

    /// <summary>Takes a socket in; its first ping comes after a whole interval.</summary>
    /// <returns>Where it was put, to leave again.</returns>
    public int Enter(WebSocketSession session)
    {
        lock (_gate)
        {
            var slice = (_next + _slices.Length - 1) % _slices.Length;
            _slices[slice].Add(session);
            return slice;
        }
    }

    /// <summary>Lets a socket out.</summary>
    public void Leave(WebSocketSession session, int slice)
    {
        lock (_gate)
            _slices[slice].Remove(session);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Beat()
    {
        WebSocketSession[] turn;
        lock (_gate)
        {
            turn = [.. _slices[_next]];
            _next = (_next + 1) % _slices.Length;
        }

        foreach (var session in turn)
            session.Beat();
    }
}
