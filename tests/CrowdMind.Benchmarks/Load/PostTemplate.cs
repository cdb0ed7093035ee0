using System.Text;

namespace CrowdMind.Benchmarks.Load;

/// <summary>The bytes of a POST that carries one event or reaction, with a place for its send time.</summary>
internal sealed class PostTemplate
{
    private readonly byte[] _bytes;
    private readonly int _stampAt;

    public PostTemplate(string path, string body)
    {
        _bytes = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n{body}");
        _stampAt = _bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Stamp.Blank));
    }

    public byte[] Copy() => [.. _bytes];

    public void Restamp(byte[] copy, long timestamp) =>
        Stamp.Write(copy.AsSpan(_stampAt, Stamp.Blank.Length), timestamp);
}
