using System.Text.Json;

namespace CrowdMind.TestKit.Wire;

/// <summary>The bare WebSocket of an agent. It reads only when asked, so whoever asks is its pump.</summary>
public sealed class AgentSocket : IAsyncDisposable
{
    private readonly WebSocketText _socket;

    private AgentSocket(WebSocketText socket) => _socket = socket;

    /// <summary>Why it ended; null while it has not.</summary>
    public FollowEnd? End => _socket.End;

    /// <summary>Connects; the first message says how the agent stands.</summary>
    /// <exception cref="FollowRefusedException">The server would not upgrade.</exception>
    public static Task<AgentSocket> ConnectAsync(Uri server, string agent, CancellationToken cancellation) =>
        ConnectAsync(server, agent, new FollowOptions((string?)null), cancellation);

    /// <summary>Connects in some way.</summary>
    /// <exception cref="FollowRefusedException">The server would not upgrade.</exception>
    public static async Task<AgentSocket> ConnectAsync(
        Uri server, string agent, FollowOptions options, CancellationToken cancellation) =>
        new(await WebSocketText.ConnectAsync(server, $"/api/v1/ws/agents/{agent}{options.Query}", options, cancellation));

    /// <summary>Sends a text message.</summary>
    public Task SendAsync(string text, CancellationToken cancellation) => _socket.SendAsync(text, cancellation);

    /// <summary>The next message; null when there will be none, and <see cref="End"/> says why.</summary>
    public async Task<JsonElement?> ReadAsync(CancellationToken cancellation)
    {
        if (await _socket.ReadAsync(cancellation) is not { } text)
            return null;
        using var message = JsonDocument.Parse(text);
        return message.RootElement.Clone();
    }

    /// <summary>The data of the next message, which must be of a type.</summary>
    public async Task<JsonElement> ExpectAsync(string type, CancellationToken cancellation)
    {
        var message = await ReadAsync(cancellation);
        Assert.True(message is not null, $"{type} was expected, but the socket ended: {End}");
        Assert.Equal(type, message.Value.GetProperty("type").GetString());
        return message.Value.TryGetProperty("data", out var data) ? data : default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
