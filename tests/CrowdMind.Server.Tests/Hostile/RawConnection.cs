using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Hostile;

/// <summary>A TCP connection that sends exactly the bytes it is given, well-formed or not.</summary>
public sealed class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    private readonly Socket _socket;
    private readonly BufferedStream _stream;
    private readonly NetworkStream _network;

    private RawConnection(Socket socket)
    {
        _socket = socket;
        _network = new NetworkStream(socket, ownsSocket: true);
        _stream = new BufferedStream(_network, 16 * 1024);
    }

    public static async Task<RawConnection> OpenAsync(Uri baseUri)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(baseUri.Host, baseUri.Port);
        return new RawConnection(socket);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var deadline = new CancellationTokenSource(Within);
        await _network.WriteAsync(bytes, deadline.Token);
    }

    /// <summary>Sends, and gives false when the server no longer listens.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await SendAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Sends no more, but still reads.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection as a pulled plug would.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Reads one answer: its status, its headers and, when it has a length or chunks that end, its body.</summary>
    public async Task<Answer> ReadAnswerAsync(bool withBody = true, TimeSpan? within = null)
    {
        var line = await ReadLineAsync(within);
        Assert.StartsWith("HTTP/1.1 ", line, StringComparison.Ordinal);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers[header[..colon]] = header[(colon + 1)..].Trim();
        }
        var status = int.Parse(line.AsSpan(9, 3), CultureInfo.InvariantCulture);
        var isEndless = headers.GetValueOrDefault("Content-Type") == "text/event-stream";
        var body = withBody && !isEndless && status is not (204 or 304) ? await ReadBodyAsync(headers) : [];
        return new Answer(status, headers, body);
    }

    public async Task<byte[]> ReadExactlyAsync(long count, TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Within);
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, deadline.Token);
        return bytes;
    }

    /// <summary>Reads what still comes and holds that the server then ends the connection.</summary>
    public async Task ReadToEndAsync()
    {
        using var deadline = new CancellationTokenSource(Within);
        try
        {
            await _stream.CopyToAsync(Stream.Null, deadline.Token);
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<byte[]> ReadBodyAsync(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out var length))
            return await ReadExactlyAsync(long.Parse(length, CultureInfo.InvariantCulture));
        if (!headers.TryGetValue("Transfer-Encoding", out var encoding) || encoding != "chunked")
            return [];
        var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadExactlyAsync(size));
            await ReadLineAsync();
            if (size == 0)
                return body.ToArray();
        }
    }

    private async Task<string> ReadLineAsync(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Within);
        var (line, one) = (new StringBuilder(), new byte[1]);
        while (true)
        {
            await _stream.ReadExactlyAsync(one, deadline.Token);
            var next = (char)one[0];
            if (next == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append(next);
        }
    }
}
