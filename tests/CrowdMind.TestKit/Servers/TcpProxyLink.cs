using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CrowdMind.TestKit.Servers;

/// <summary>One connection through a <see cref="TcpProxy"/>: a client's socket, the server's, and what goes between.</summary>
internal sealed class TcpProxyLink(TcpProxy proxy, Socket client, bool swallowing) : IDisposable
{
    private const int ChunkBytes = 32 * 1024;
    private const int ChunksUnderWay = 64;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _swallowing = swallowing;

    /// <summary>Completes when nothing is carried any more.</summary>
    public Task Over => _over.Task;

    public void Swallow() => _swallowing = true;

    /// <summary>Breaks both connections.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _server])
        {
            Try(() => socket.LingerState = new LingerOption(enable: true, seconds: 0));
            socket.Dispose();
        }

        Try(_ended.Cancel);
    }

    /// <summary>Ends both connections, after what was received before.</summary>
    public void Cut()
    {
        foreach (var socket in (Socket[])[client, _server])
            Try(() => socket.Shutdown(SocketShutdown.Send));
        Try(_ended.Cancel);
    }

    /// <summary>Carries bytes both ways until both have ended, or one is broken.</summary>
    public async Task RunAsync(int serverPort)
    {
        try
        {
            client.NoDelay = _server.NoDelay = true;
            if (!_swallowing)
                await _server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, serverPort), _ended.Token);
            await Task.WhenAll(CarryAsync(client, _server), CarryAsync(_server, client));
        }
        catch (SocketException)
        {
            Reset();
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Cut or reset by the test.
        }
        finally
        {
            Dispose();
            _over.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
        _ended.Dispose();
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        var underWay = Channel.CreateBounded<(byte[] Bytes, long Due)>(ChunksUnderWay);
        var delivering = DeliverAsync(underWay.Reader, to);
        try
        {
            await ReceiveAsync(from, underWay.Writer);
        }
        catch (SocketException)
        {
            Reset();
        }
        finally
        {
            underWay.Writer.TryComplete();
            await delivering;
        }
    }

    private async Task ReceiveAsync(Socket from, ChannelWriter<(byte[] Bytes, long Due)> underWay)
    {
        // A server that a swallowed link never connected to has nothing to say.
        if (!from.Connected)
            await Task.Delay(Timeout.Infinite, _ended.Token);
        var buffer = new byte[ChunkBytes];
        while (await from.ReceiveAsync(buffer, _ended.Token) is > 0 and var received)
        {
            var due = Stopwatch.GetTimestamp() + (long)(proxy.Delay.TotalSeconds * Stopwatch.Frequency);
            await underWay.WriteAsync((buffer[..received], due), _ended.Token);
        }
    }

    private async Task DeliverAsync(ChannelReader<(byte[] Bytes, long Due)> underWay, Socket to)
    {
        try
        {
            await foreach (var (bytes, due) in underWay.ReadAllAsync(_ended.Token))
            {
                if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
                    await Task.Delay(early, _ended.Token);
                await proxy.Unpaused.WaitAsync(_ended.Token);
                for (var sent = 0; sent < bytes.Length && !_swallowing;)
                    sent += await to.SendAsync(bytes.AsMemory(sent), _ended.Token);
            }

            if (!_swallowing)
                to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            Reset();
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Cut or reset by the test.
        }
    }

    private static bool IsEnd(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (IsEnd(e))
        {
            // It has ended already.
        }
    }
}
