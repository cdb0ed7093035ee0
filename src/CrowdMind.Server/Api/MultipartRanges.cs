using System.Text;

namespace CrowdMind.Server.Api;

/// <summary>What stands around the parts of a body of type multipart/byteranges (RFC 9110, section 14.6).</summary>
internal sealed class MultipartRanges
{
    private readonly byte[][] _heads;

    /// <summary>Writes it.</summary>
    /// <param name="boundary">What no part holds.</param>
    /// <param name="type">The content type of the parts.</param>
    /// <param name="parts">Each part's Content-Range and length.</param>
    public MultipartRanges(string boundary, string type, IReadOnlyList<(string Range, long Length)> parts)
    {
        ContentType = $"multipart/byteranges; boundary={boundary}";
        _heads =
        [
            .. parts.Select((part, index) => Encoding.ASCII.GetBytes(
                $"{(index == 0 ? "" : "\r\n")}--{boundary}\r\nContent-Type: {type}\r\nContent-Range: {part.Range}\r\n\r\n")),
        ];
        End = Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n");
        Length = _heads.Sum(head => (long)head.Length) + parts.Sum(part => part.Length) + End.Length;
    }

    /// <summary>The body's content type.</summary>
    public string ContentType { get; }

    /// <summary>The length of the whole body.</summary>
    public long Length { get; }

    /// <summary>What stands behind the last part.</summary>
    public ReadOnlyMemory<byte> End { get; }

    /// <summary>What stands before a part.</summary>
    public ReadOnlyMemory<byte> Head(int part) => _heads[part];
}
