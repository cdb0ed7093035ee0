using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Crash;

/// <summary>
/// Stands between subscribers and the server and does one wrong thing, once: to a WebSocket frame that carries an event.
/// </summary>
public sealed class TamperingProxy : IAsyncDisposable
{
    private const byte WholeText = 0x81;
    private static readonly byte[] EventStart = Encoding.ASCII.GetBytes("{\"type\":\"reaction_created\"");

    private readonly TcpListener _listener;
    private readonly int _serverPort;
    private readonly Tampering _how;
    private readonly int _atEvent;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _events;

    /// <summary>Listens at once.</summary>
    public TamperingProxy(Uri server, Tampering how, int atEvent)
    {
        int port = FreePort.Next();
        Address = new Uri($"http://127.0.0.1:{port}");
        _serverPort = server.Port;
        _how = how;
        _atEvent = atEvent;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What subscribers take for the server.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        using (var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _stop.Token);
                Task up = client.GetStream().CopyToAsync(server.GetStream(), ended.Token);
                Task down = RelayAsync(new BufferedStream(server.GetStream()), client.GetStream(), ended.Token);
                await await Task.WhenAny(up, down);
                await ended.CancelAsync();
                await Task.WhenAll(up, down);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One of the two is gone; closing both tells the other.
            }
        }
    }

    private async Task RelayAsync(Stream server, Stream client, CancellationToken stop)
    {
        string head = await ReadHeadAsync(server, stop);
        await client.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            await server.CopyToAsync(client, stop);
            return;
        }
        var held = new Queue<byte[]>();
        while (true)
        {
            byte[] frame = await ReadFrameAsync(server, stop);
            foreach (byte[] sent in IsEvent(frame) ? Tamper(frame, held) : [frame])
                await client.WriteAsync(sent, stop);
        }
    }

    // The frames to send now that this one has come.
    private byte[][] Tamper(byte[] frame, Queue<byte[]> held)
    {
        if (held.TryDequeue(out byte[]? earlier))
            return [frame, earlier];
        if (Interlocked.Increment(ref _events) != _atEvent)
            return [frame];
        switch (_how)
        {
            case Tampering.Repeat:
                return [frame, frame];
            case Tampering.Change:
                frame[^3]++; // the Z of ts
                return [frame];
            case Tampering.Swap:
                held.Enqueue(frame);
                return [];
            default:
                return [];
        }
    }

    // A whole text message that starts as an event does; the hub's fragments may also hold that somewhere.
    private static bool IsEvent(byte[] frame) => frame[0] == WholeText && frame.AsSpan().IndexOf(EventStart) is >= 2 and <= 10;

    private static async Task<string> ReadHeadAsync(Stream server, CancellationToken stop)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            await server.ReadExactlyAsync(one, stop);
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    private static async Task<byte[]> ReadFrameAsync(Stream server, CancellationToken stop)
    {
        byte[] start = new byte[10];
        await server.ReadExactlyAsync(start.AsMemory(0, 2), stop);
        int headBytes = (start[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        await server.ReadExactlyAsync(start.AsMemory(2, headBytes - 2), stop);
        int bodyBytes = headBytes switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(start.AsSpan(2)),
            10 => checked((int)BinaryPrimitives.ReadUInt64BigEndian(start.AsSpan(2))),
            _ => start[1] & 0x7f,
        };
        byte[] frame = new byte[headBytes + bodyBytes];
        start.AsSpan(0, headBytes).CopyTo(frame);
        await server.ReadExactlyAsync(frame.AsMemory(headBytes), stop);
        return frame;
    }
}
