using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// What takes connections. It can be closed while the connections there are go on: a proxy that is refused turns to another
/// instance, with nothing sent and so nothing to repeat.
/// </summary>
/// <param name="transport">The framework's.</param>
/// <param name="sockets">What it listens on.</param>
internal sealed class Listeners(SocketTransportFactory transport, ListenSockets sockets) : IConnectionListenerFactory
{
    private readonly ConcurrentQueue<IConnectionListener> _bound = new();

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await transport.BindAsync(endpoint, cancellationToken);
        _bound.Enqueue(listener);
        return listener;
    }

    /// <summary>Takes no more connections.</summary>
    public async Task CloseAsync()
    {
        await sockets.EmptyAsync();
        while (_bound.TryDequeue(out var listener))
            await listener.UnbindAsync();
    }
}
