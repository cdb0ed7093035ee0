using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrowdMind.Benchmarks.Load;

/// <summary>Opens connections and reads the head of the answer, leaving every byte after it on the socket.</summary>
internal static class HttpDoor
{
    private const int MaxHead = 8 * 1024;
    private const int TimeoutMilliseconds = 15_000;

    public static Socket Connect(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = TimeoutMilliseconds,
            SendTimeout = TimeoutMilliseconds,
        };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>Sends a GET and expects an answer whose head contains these words.</summary>
    public static Socket Get(int port, string path, string headers, string expected)
    {
        Socket socket = Connect(port);
        socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n"));
        string head = ReadHead(socket);
        if (head.Contains(expected, StringComparison.OrdinalIgnoreCase))
            return socket;
        socket.Dispose();
        throw new IOException($"GET {path} was answered:\n{head}");
    }

    private static string ReadHead(Socket socket)
    {
        byte[] bytes = new byte[MaxHead];
        while (true)
        {
            int seen = socket.Receive(bytes, SocketFlags.Peek);
            int end = bytes.AsSpan(0, seen).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return Encoding.ASCII.GetString(bytes, 0, socket.Receive(bytes, end + 4, SocketFlags.None));
            if (seen is 0 or MaxHead)
                throw new IOException("the connection ended before its head did");
        }
    }
}
