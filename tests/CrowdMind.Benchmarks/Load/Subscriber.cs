using System.Diagnostics;
using System.Net.Sockets;

namespace CrowdMind.Benchmarks.Load;

/// <summary>One open connection that events come down on.</summary>
internal sealed class Subscriber : IDisposable
{
    private readonly IFraming _framing;
    private readonly bool _pings;

    private Subscriber(Socket socket, IFraming framing, bool checksSeqs, bool pings)
    {
        socket.Blocking = false;
        Socket = socket;
        Witness = new Witness(checksSeqs);
        _framing = framing;
        _pings = pings;
    }

    public Socket Socket { get; }

    public Witness Witness { get; }

    public static Subscriber OverWebSocket(Socket socket, bool checksSeqs) =>
        new(socket, new WebSocketFraming(socket), checksSeqs, pings: false);

    public static Subscriber OverSignalR(Socket socket, bool checksSeqs) =>
        new(socket, new WebSocketFraming(socket), checksSeqs, pings: true);

    public static Subscriber OverEventStream(Socket socket, bool checksSeqs) =>
        new(socket, new ChunkFraming(), checksSeqs, pings: false);

    /// <summary>Reads once what is there; false when the connection has ended.</summary>
    public bool Receive(byte[] buffer, DelayHistogram? delays)
    {
        int length = Socket.Receive(buffer, SocketFlags.None, out SocketError error);
        if (error is SocketError.WouldBlock)
            return true;
        if (length <= 0)
            return false;
        Witness.Arrivals.Now = Stopwatch.GetTimestamp();
        Witness.Arrivals.Delays = delays;
        return _framing.Unwrap(buffer.AsSpan(0, length), Witness);
    }

    public void Ping()
    {
        if (_pings)
            SignalRDoor.Ping(Socket);
    }

    public void Dispose() => Socket.Dispose();
}
