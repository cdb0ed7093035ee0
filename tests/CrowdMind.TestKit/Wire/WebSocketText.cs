using System.Net.WebSockets;
using System.Text;

namespace CrowdMind.TestKit.Wire;

/// <summary>A WebSocket that carries text: whole messages in, whole messages out, and how it ended.</summary>
internal sealed class WebSocketText : IAsyncDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ClientWebSocket _socket;
    private readonly HttpClient _http;
    private byte[] _buffer = new byte[16 * 1024];

    private WebSocketText(ClientWebSocket socket, HttpClient http)
    {
        _socket = socket;
        _http = http;
    }

    /// <summary>Why it ended; null while it has not.</summary>
    public FollowEnd? End { get; private set; }

    public static async Task<WebSocketText> ConnectAsync(Uri server, string path, FollowOptions options, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        HttpClient http = Connections.NewClient(options);
        try
        {
            var address = new UriBuilder(new Uri(server, path)) { Scheme = "ws" }.Uri;
            await socket.ConnectAsync(address, http, stop);
            return new WebSocketText(socket, http);
        }
        catch (Exception e)
        {
            int status = (int)socket.HttpStatusCode;
            socket.Dispose();
            http.Dispose();
            if (e is WebSocketException && status is >= 400 and < 600)
                throw await WebSocketRefusal.AskAsync(server, path, options, status, stop);
            throw;
        }
    }

    public Task SendAsync(string text, CancellationToken stop) =>
        SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage, CancellationToken stop) =>
        await _socket.SendAsync(bytes, type, endOfMessage, stop);

    /// <summary>The next message; null when there will be none, and <see cref="End"/> says why.</summary>
    public async Task<string?> ReadAsync(CancellationToken stop)
    {
        if (End is not null)
            return null;
        try
        {
            return await ReadMessageAsync(stop);
        }
        catch (WebSocketException e) when (!stop.IsCancellationRequested)
        {
            End = new FollowEnd(null, e.Message);
            return null;
        }
    }

    public async Task CloseAsync(CancellationToken stop) =>
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "done", stop);

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ReadMessageAsync(CancellationToken stop)
    {
        int length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(length), stop);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                End = new FollowEnd((int?)_socket.CloseStatus, _socket.CloseStatusDescription ?? "");
                if (_socket.State == WebSocketState.CloseReceived)
                    await CloseAsync(stop);
                return null;
            }
            if (part.MessageType != WebSocketMessageType.Text)
                throw new FormatException($"A {part.MessageType} message on a text connection.");
            length += part.Count;
            if (part.EndOfMessage)
                return Strict.GetString(_buffer, 0, length);
        }
    }
}
