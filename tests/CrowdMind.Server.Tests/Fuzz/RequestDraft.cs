using System.Globalization;
using System.Text;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>A request before it is sent, byte for byte as it will be.</summary>
/// <param name="Operation">The operation it is meant for.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its path and query, escaped.</param>
public sealed record RequestDraft(ApiOperation Operation, string Method, string Target)
{
    /// <summary>Its headers, but for those that say how long the body is.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Its body; none when null.</summary>
    public byte[]? Body { get; init; }

    public Framing Framing { get; init; } = Framing.Length;

    /// <summary>What it is about: the id or the name in its path, when that stands for something that is there.</summary>
    public string? Means { get; init; }

    /// <summary>Whether its path may have become that of another route, or of none.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Whether the server may hang up afterwards: what comes next on the connection is not known to be a request.</summary>
    public bool NeedsOwnConnection => Body is not null && Framing is Framing.TooShort or Framing.TooLong or Framing.BrokenChunks;

    /// <summary>Whether the connection ends amid the request, after which no answer is owed.</summary>
    public bool IsCutOff => Body is not null && Framing == Framing.TooLong;

    /// <summary>The bytes on the wire.</summary>
    public byte[] ToBytes(string host)
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: {host}\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (Body is null)
            return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
        head.Append(Framing switch
        {
            Framing.Length => $"Content-Length: {Body.Length}\r\n\r\n",
            Framing.TooShort => $"Content-Length: {Body.Length / 2}\r\n\r\n",
            Framing.TooLong => $"Content-Length: {Body.Length + 7}\r\n\r\n",
            _ => "Transfer-Encoding: chunked\r\n\r\n",
        });
        var body = Framing is Framing.Chunks or Framing.BrokenChunks ? Chunked() : Body;
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
    }

    /// <summary>A command line that sends the same, but for its framing.</summary>
    public string ToCurl(Uri baseUri)
    {
        var curl = new StringBuilder();
        if (Body is { Length: > 0 })
            curl.Append(CultureInfo.InvariantCulture, $"echo {Convert.ToBase64String(Body)} | base64 -d | ");
        curl.Append(CultureInfo.InvariantCulture, $"curl -sS -i --path-as-is --globoff -X {Quoted(Method)} {Quoted(baseUri.GetLeftPart(UriPartial.Authority) + Target)}");
        foreach (var (name, value) in Headers)
            curl.Append(CultureInfo.InvariantCulture, $" -H {Quoted(value.Length == 0 ? name + ";" : $"{name}: {value}")}");
        if (Body is not null)
            curl.Append(Body.Length > 0 ? " --data-binary @-" : " --data-binary ''");
        if (Body is not null && Headers.All(header => header.Name != "Content-Type"))
            curl.Append(" -H Content-Type:");
        return (Framing == Framing.Length ? "" : $"[{Framing}] ") + curl;
    }

    private byte[] Chunked()
    {
        var body = new MemoryStream();
        foreach (var chunk in Body!.Chunk(Math.Max(1, (Body!.Length / 3) + 1)))
        {
            body.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            body.Write(chunk);
            body.Write("\r\n"u8);
        }

        body.Write(Framing == Framing.BrokenChunks ? "zz\r\n"u8 : "0\r\n\r\n"u8);
        return body.ToArray();
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

/// <summary>How the server is told where a body ends.</summary>
public enum Framing
{
    /// <summary>By its length.</summary>
    Length,

    /// <summary>In chunks.</summary>
    Chunks,

    /// <summary>By a length that is less than what comes.</summary>
    TooShort,

    /// <summary>By a length that is more than what comes before the end.</summary>
    TooLong,

    /// <summary>In chunks, of which the last is none.</summary>
    BrokenChunks,
}
