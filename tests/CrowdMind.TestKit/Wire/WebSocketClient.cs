using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>The bare WebSocket, in both directions. It reads only when asked, so whoever asks is its pump.</summary>
public sealed class WebSocketClient : IFollower
{
    private readonly WebSocketText _socket;

    private WebSocketClient(WebSocketText socket) => _socket = socket;

    /// <summary>The <c>subscribed</c> frame; null when connected without <c>after</c>.</summary>
    public JsonElement? Subscribed { get; private set; }

    /// <inheritdoc/>
    public FollowEnd? End => _socket.End;

    /// <summary>Connects, and with <c>after</c> takes the first frame, which must be <c>subscribed</c>.</summary>
    public static async Task<WebSocketClient> ConnectAsync(
        Uri server, Guid experiment, FollowOptions options, CancellationToken cancellation)
    {
        string path = $"/api/v1/ws/experiments/{experiment}{options.Query}";
        var client = new WebSocketClient(await WebSocketText.ConnectAsync(server, path, options, cancellation));
        try
        {
            if (options.After is not null)
                await client.TakeSubscribedAsync(cancellation);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects live only.</summary>
    public static Task<WebSocketClient> ConnectAsync(Uri server, Guid experiment, CancellationToken cancellation) =>
        ConnectAsync(server, experiment, new FollowOptions((string?)null), cancellation);

    /// <summary>Sends one text frame as it is.</summary>
    public Task SendAsync(string text, CancellationToken cancellation) => _socket.SendAsync(text, cancellation);

    /// <summary>Sends a frame, or a fragment of one, of any kind.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool endOfMessage, CancellationToken cancellation) =>
        _socket.SendAsync(bytes, type, endOfMessage, cancellation);

    /// <summary>Sends a reaction and does not wait for its answer. The ref is JSON text.</summary>
    public Task PublishAsync(Reaction reaction, string? @ref, CancellationToken cancellation) =>
        SendAsync(reaction.ToFrame(@ref), cancellation);

    /// <summary>The next ack or error; events on the way are passed over. Null when the connection ended.</summary>
    public async Task<WebSocketAnswer?> ReadAnswerAsync(CancellationToken cancellation)
    {
        JsonElement? frame = await ReadFrameAsync(type => type is "ack" or "error" or "auth", cancellation);
        return frame is { } answer ? new WebSocketAnswer(answer) : null;
    }

    /// <summary>Pings and waits for the pong; events on the way are passed over. False when the connection ended.</summary>
    public async Task<bool> PingAsync(CancellationToken cancellation)
    {
        await SendAsync("""{"type":"ping"}""", cancellation);
        return await ReadFrameAsync(type => type == "pong", cancellation) is not null;
    }

    /// <summary>Says goodbye; the events that are still to come end with the server's close.</summary>
    public Task CloseAsync(CancellationToken cancellation) => _socket.CloseAsync(cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WireEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await _socket.ReadAsync(cancellation) is { } text)
        {
            if (TypeOf(text) is not ("ack" or "error" or "pong" or "auth"))
                yield return WireEvent.Parse(text);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private async Task TakeSubscribedAsync(CancellationToken cancellation)
    {
        string text = await _socket.ReadAsync(cancellation) ?? throw new IOException($"Ended at once: {End}");
        if (TypeOf(text) != "subscribed")
            throw new FormatException($"With after, the first frame must be subscribed, not {text}");
        using JsonDocument frame = JsonDocument.Parse(text);
        Subscribed = frame.RootElement.Clone();
    }

    private async Task<JsonElement?> ReadFrameAsync(Func<string?, bool> wanted, CancellationToken cancellation)
    {
        while (await _socket.ReadAsync(cancellation) is { } text)
        {
            if (!wanted(TypeOf(text)))
                continue;
            using JsonDocument frame = JsonDocument.Parse(text);
            return frame.RootElement.Clone();
        }
        return null;
    }

    // Events and most other frames start with their type; reading no further keeps a busy subscriber cheap.
    private static string? TypeOf(string text)
    {
        const string Start = "{\"type\":\"";
        if (text.StartsWith(Start, StringComparison.Ordinal))
            return text[Start.Length..text.IndexOf('"', Start.Length)];
        using JsonDocument frame = JsonDocument.Parse(text);
        return frame.RootElement.GetProperty("type").GetString();
    }
}
