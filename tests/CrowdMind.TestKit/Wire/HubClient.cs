using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>
/// The JSON hub protocol over a WebSocket, without negotiation. One caller at a time, and whoever calls is the pump:
/// what arrives while an answer is awaited is kept for its reader, in order.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private const char Separator = '\u001e';
    private const int Invocation = 1, StreamItem = 2, Completion = 3, StreamInvocation = 4, CancelStream = 5, Ping = 6, Close = 7;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly WebSocketText _socket;
    private readonly Queue<string> _records = new();
    private readonly Queue<JsonElement> _waiting = new();
    private long _lastSent;
    private int _lastInvocation;

    private HubClient(WebSocketText socket) => _socket = socket;

    /// <summary>Why the connection ended; null while it has not.</summary>
    public FollowEnd? End => _socket.End;

    /// <summary>The error of the server's close message, if it sent one with an error.</summary>
    public string? CloseError { get; private set; }

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<HubClient> ConnectAsync(Uri server, FollowOptions options, CancellationToken cancellation)
    {
        var hub = new HubClient(await WebSocketText.ConnectAsync(server, "/hubs/experiments" + (options.Beside is null ? "" : "?" + options.Beside), options, cancellation));
        try
        {
            await hub.SendAsync("""{"protocol":"json","version":1}""", cancellation);
            string answer = await hub.ReadRecordAsync(cancellation) ?? throw new IOException($"Ended at once: {hub.End}");
            return answer == "{}" ? hub : throw new HubRefusedException($"The handshake was answered with {answer}");
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects and shakes hands.</summary>
    public static Task<HubClient> ConnectAsync(Uri server, CancellationToken cancellation) =>
        ConnectAsync(server, new FollowOptions((string?)null), cancellation);

    /// <summary>Calls a method with arguments as JSON text, and gives its result (undefined when it has none).</summary>
    public async Task<JsonElement> InvokeAsync(string method, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        string id = await CallAsync(Invocation, method, arguments, cancellation);
        while (await ReceiveAsync(cancellation) is { } message)
        {
            if (IsFor(id, message, Completion))
                return ResultOf(message);
            _waiting.Enqueue(message);
        }
        throw new IOException($"The hub ended before it answered {method}: {End} {CloseError}");
    }

    /// <summary>Calls a streaming method and gives its items; leaving the loop early cancels the stream.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(
        string method, IEnumerable<string> arguments, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string id = await CallAsync(StreamInvocation, method, arguments, cancellation);
        bool complete = false;
        try
        {
            while (await ReceiveAsync(cancellation) is { } message)
            {
                if (IsFor(id, message, StreamItem))
                    yield return message.GetProperty("item");
                else if (!IsFor(id, message, Completion))
                    _waiting.Enqueue(message);
                else
                {
                    complete = true;
                    ResultOf(message);
                    yield break;
                }
            }
            throw new IOException($"The hub ended before {method} was complete: {End} {CloseError}");
        }
        finally
        {
            if (!complete && End is null && !cancellation.IsCancellationRequested)
                await SendAsync($$"""{"type":{{CancelStream}},"invocationId":"{{id}}"}""", cancellation);
        }
    }

    /// <summary>The next call of the server (target and arguments); null when the connection ended.</summary>
    public async Task<HubCall?> ReadCallAsync(CancellationToken cancellation)
    {
        JsonElement? message = _waiting.TryDequeue(out JsonElement kept) ? kept : await ReceiveAsync(cancellation);
        while (message is { } next && TypeOf(next) != Invocation)
            message = await ReceiveAsync(cancellation);
        if (message is not { } call)
            return null;
        return new HubCall(call.GetProperty("target").GetString() ?? "", [.. call.GetProperty("arguments").EnumerateArray()]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private async Task<string> CallAsync(int type, string method, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        string id = $"{++_lastInvocation}";
        string list = string.Join(',', arguments);
        await SendAsync(
            $$"""{"type":{{type}},"invocationId":"{{id}}","target":"{{method}}","arguments":[{{list}}]}""", cancellation);
        return id;
    }

    private Task SendAsync(string record, CancellationToken cancellation)
    {
        _lastSent = Stopwatch.GetTimestamp();
        return _socket.SendAsync(record + Separator, cancellation);
    }

    private async Task<JsonElement?> ReceiveAsync(CancellationToken cancellation)
    {
        while (await ReadRecordAsync(cancellation) is { } record)
        {
            using JsonDocument parsed = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 512 });
            JsonElement message = parsed.RootElement.Clone();
            await PingIfSilentAsync(cancellation);
            if (TypeOf(message) == Ping)
                continue;
            if (TypeOf(message) == Close)
                CloseError = message.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;
            else
                return message;
        }
        return null;
    }

    // The server drops a client that is silent for 30 s. It sends something every 15 s itself, so that is our clock.
    private async Task PingIfSilentAsync(CancellationToken cancellation)
    {
        if (Stopwatch.GetElapsedTime(_lastSent) < PingEvery)
            return;
        try
        {
            await SendAsync($$"""{"type":{{Ping}}}""", cancellation);
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // The connection is ending; the next read says how.
        }
    }

    private async Task<string?> ReadRecordAsync(CancellationToken cancellation)
    {
        while (_records.Count == 0)
        {
            if (await _socket.ReadAsync(cancellation) is not { } text)
                return null;
            if (!text.EndsWith(Separator))
                throw new FormatException($"A hub message that does not end with the separator: {text}");
            foreach (string record in text.Split(Separator, StringSplitOptions.RemoveEmptyEntries))
                _records.Enqueue(record);
        }
        return _records.Dequeue();
    }

    private static int TypeOf(JsonElement message) => message.GetProperty("type").GetInt32();

    private static bool IsFor(string id, JsonElement message, int type) =>
        TypeOf(message) == type && message.GetProperty("invocationId").GetString() == id;

    private static JsonElement ResultOf(JsonElement completion)
    {
        if (completion.TryGetProperty("error", out JsonElement error))
            throw new HubRefusedException(error.GetString() ?? "");
        return completion.TryGetProperty("result", out JsonElement result) ? result : default;
    }
}
