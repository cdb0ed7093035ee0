using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// The sockets that the server listens on. They can be closed while the connections there are go on: a proxy that is
/// refused turns to another instance, with nothing sent and so nothing to repeat.
/// </summary>
/// <param name="sockets">The framework's.</param>
internal sealed class Listeners(SocketTransportFactory sockets) : IConnectionListenerFactory
{
    private readonly ConcurrentQueue<IConnectionListener> _bound = new();

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await sockets.BindAsync(endpoint, cancellationToken);
        _bound.Enqueue(listener);
        return listener;
    }

    /// <summary>Takes no more connections.</summary>
    public async Task CloseAsync()
    {
        while (_bound.TryDequeue(out var listener))
            await listener.UnbindAsync();
    }
}
