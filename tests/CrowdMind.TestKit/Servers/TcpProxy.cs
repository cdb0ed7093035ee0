using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CrowdMind.TestKit.Servers;

/// <summary>
/// A wire between a client and a server on 127.0.0.1, at which a test may pull:
/// <list type="number">
/// <item><see cref="Delay"/> lets every byte arrive later, in order, and takes none away;</item>
/// <item><see cref="Pause"/> holds everything up and <see cref="Resume"/> lets it go on: nothing is lost;</item>
/// <item><see cref="Swallow"/> is the half-open connection: both ends think that they are connected, and what they send
/// goes nowhere. It stays so for the connections there are, also after <see cref="Heal"/>: lost bytes do not come back;</item>
/// <item><see cref="Reset"/> breaks the connections there are (RST), <see cref="Cut"/> ends them politely (FIN);</item>
/// <item><see cref="Refuse"/> breaks them and takes no new ones, until <see cref="Heal"/>.</item>
/// </list>
/// Where the server is away, a new connection is broken at once.
/// </summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly int _serverPort;
    private readonly ConcurrentDictionary<TcpProxyLink, bool> _links = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _accepted;
    private volatile bool _swallowing;
    private volatile TaskCompletionSource? _pause;

    private TcpProxy(int serverPort) => _serverPort = serverPort;

    /// <summary>The port to connect to instead of the server's.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary>How long each byte is under way, in either direction. Heeded from the next byte on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How many connections are open.</summary>
    public int Connections => _links.Count;

    /// <summary>How many connections have been made so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    internal Task Unpaused => _pause?.Task ?? Task.CompletedTask;

    /// <summary>Stands before a server's port.</summary>
    public static TcpProxy Before(int serverPort)
    {
        var proxy = new TcpProxy(serverPort);
        proxy.Listen();
        return proxy;
    }

    /// <summary>Holds up all bytes, of new connections too; the server and the client feel a full buffer.</summary>
    public void Pause() => _pause ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets what was held up go on.</summary>
    public void Resume()
    {
        var pause = _pause;
        _pause = null;
        pause?.TrySetResult();
    }

    /// <summary>From now on swallows what the connections carry, those to come too, and tells neither end.</summary>
    public void Swallow()
    {
        _swallowing = true;
        foreach (var link in _links.Keys)
            link.Swallow();
    }

    /// <summary>Breaks every connection: both ends get a reset.</summary>
    public void Reset() => EndAll(link => link.Reset());

    /// <summary>Ends every connection: both ends read its end.</summary>
    public void Cut() => EndAll(link => link.Cut());

    /// <summary>Breaks every connection and takes no new ones.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _listener?.Stop();
            _listener = null;
        }

        Reset();
    }

    /// <summary>New connections work again, at once and in full.</summary>
    public void Heal()
    {
        _swallowing = false;
        Delay = TimeSpan.Zero;
        Resume();
        Listen();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Refuse();
        Resume();
        await _accepting;
        await Task.WhenAll(_links.Keys.Select(link => link.Over));
        _stop.Dispose();
    }

    private void Listen()
    {
        lock (_gate)
        {
            if (_listener is not null || _stop.IsCancellationRequested)
                return;
            _listener = new TcpListener(IPAddress.Loopback, Port);
            _listener.Start();
            _accepting = AcceptAsync(_listener);
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                var link = new TcpProxyLink(this, client, _swallowing);
                _links[link] = true;
                _ = CarryAsync(link);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Told to stop.
        }
    }

    private async Task CarryAsync(TcpProxyLink link)
    {
        await link.RunAsync(_serverPort);
        _links.TryRemove(link, out _);
    }

    private void EndAll(Action<TcpProxyLink> end)
    {
        foreach (var link in _links.Keys)
            end(link);
    }
}
