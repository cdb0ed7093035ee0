namespace CrowdMind.TestKit.Wire;

/// <summary>A way to follow a log: its name and how a follower is opened.</summary>
public sealed class Transport
{
    private readonly Func<Uri, Guid, FollowOptions, CancellationToken, Task<IFollower>> _open;

    private Transport(string name, Func<Uri, Guid, FollowOptions, CancellationToken, Task<IFollower>> open)
    {
        Name = name;
        _open = open;
    }

    /// <summary>The bare WebSocket.</summary>
    public static Transport WebSocket { get; } =
        new("WebSocket", async (server, id, options, stop) => await WebSocketClient.ConnectAsync(server, id, options, stop));

    /// <summary>The SignalR hub, joined over a WebSocket.</summary>
    public static Transport Hub { get; } =
        new("hub", async (server, id, options, stop) => await HubFollower.JoinAsync(server, id, options, stop));

    /// <summary>Server-Sent Events.</summary>
    public static Transport ServerSentEvents { get; } =
        new("SSE", async (server, id, options, stop) => await SseClient.OpenAsync(server, id, options, stop));

    /// <summary>All three.</summary>
    public static IReadOnlyList<Transport> All { get; } = [WebSocket, Hub, ServerSentEvents];

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>Follows a log; live only when <paramref name="after"/> is null.</summary>
    public Task<IFollower> OpenAsync(Uri server, Guid experiment, long? after, CancellationToken cancellation) =>
        _open(server, experiment, new FollowOptions(after), cancellation);

    /// <summary>Follows a log.</summary>
    public Task<IFollower> OpenAsync(Uri server, Guid experiment, FollowOptions options, CancellationToken cancellation) =>
        _open(server, experiment, options, cancellation);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
