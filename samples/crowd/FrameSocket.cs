using System.Net;
using System.Net.WebSockets;

namespace Crowd;

/// <summary>A WebSocket that sends and receives whole text frames.</summary>
internal sealed class FrameSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[16 * 1024];

    private FrameSocket()
    {
        _socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(10);
        _socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(10);
        _socket.Options.CollectHttpResponseDetails = true;
        if (Credential.Authorization is { } authorization)
            _socket.Options.SetRequestHeader("Authorization", authorization);
    }

    /// <summary>The code the server closed with; null while open and when the connection just broke.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Connects; throws <see cref="CannotGoOnException"/> when another attempt would be refused too.</summary>
    public static async Task<FrameSocket> ConnectAsync(Uri address, CancellationToken cancel)
    {
        var frames = new FrameSocket();
        try
        {
            await frames._socket.ConnectAsync(address, cancel);
            return frames;
        }
        catch (WebSocketException) when (Refusal(frames._socket.HttpStatusCode) is { } refusal)
        {
            frames.Dispose();
            throw new CannotGoOnException($"{refusal} ({address})");
        }
        catch
        {
            frames.Dispose();
            throw;
        }
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> json, CancellationToken cancel) =>
        _socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, cancel);

    /// <summary>The next frame, valid until the next call; null when the server has closed.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancel)
    {
        for (int length = 0; ;)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return _buffer.AsMemory(0, length);
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }

    /// <summary>Says goodbye, unless the connection has ended already.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "done", cancel);
    }

    public void Dispose() => _socket.Dispose();

    private static string? Refusal(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => "The experiment is unknown to the server",
        HttpStatusCode.Conflict => "The log is shorter than what was seen of it",
        HttpStatusCode.UnprocessableEntity => "The server does not take the experiment's id or the seq to start after",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Credential.Refused,
        _ => null,
    };
}
