using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CrowdMind.TestKit.Servers;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
public static class FreePort
{
    // Below the ephemeral range: a client that connects again and again to a port of that range while its
    // server is down can meet itself, and a server that comes back can find its port taken.
    private const int First = 15_000, Last = 32_000;
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port that is free now and that this process has not given out before.</summary>
    public static int Next()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, Last);
            if (CanListen(port) && Given.TryAdd(port, true))
                return port;
        }
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
