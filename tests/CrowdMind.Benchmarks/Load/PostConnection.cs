using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CrowdMind.Benchmarks.Load;

/// <summary>One HTTP/1.1 connection with one post in flight at a time.</summary>
internal sealed class PostConnection(int port, PostTemplate template) : IDisposable
{
    private const int MaxAnswer = 16 * 1024;

    private readonly byte[] _request = template.Copy();
    private readonly byte[] _answer = new byte[MaxAnswer];
    private int _length;

    public Socket Socket { get; } = HttpDoor.Connect(port);

    /// <summary>Posts the event, stamped with this moment.</summary>
    public void Post()
    {
        template.Restamp(_request, Stopwatch.GetTimestamp());
        _length = 0;
        Socket.Send(_request);
    }

    /// <summary>Reads once; the status when the answer is whole, else zero.</summary>
    public int Receive()
    {
        int read = Socket.Receive(_answer.AsSpan(_length));
        if (read == 0)
            throw new IOException("the server closed a publisher's connection");
        _length += read;
        ReadOnlySpan<byte> answer = _answer.AsSpan(0, _length);
        int headEnd = answer.IndexOf("\r\n\r\n"u8);
        return headEnd >= 0 && IsWhole(answer[..headEnd], answer[(headEnd + 4)..])
            ? int.Parse(answer[9..12], CultureInfo.InvariantCulture)
            : 0;
    }

    public override string ToString() => Encoding.UTF8.GetString(_answer, 0, _length);

    public void Dispose() => Socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> name = "\r\nContent-Length: "u8;
        int at = head.IndexOf(name);
        if (at < 0)
            return body.EndsWith("0\r\n\r\n"u8);
        ReadOnlySpan<byte> value = head[(at + name.Length)..];
        int end = value.IndexOf((byte)'\r');
        return body.Length == int.Parse(end < 0 ? value : value[..end], CultureInfo.InvariantCulture);
    }
}
