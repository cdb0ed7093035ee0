using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>Where a subscription's events go: one connection of one transport.</summary>
public interface IEventSink
{
    /// <summary>What carries the events, for people: <c>websocket</c>, <c>sse</c>, <c>signalr</c>.</summary>
    string Transport { get; }

    /// <summary>
    /// How far the connection has got, in bytes or in any other number that grows with them. A write that is not complete
    /// while this stands still is a stalled one.
    /// </summary>
    long Progress { get; }

    /// <summary>
    /// Writes a batch without blocking, and completes when the connection can take another. Called one at a time, in order;
    /// throws when the connection is gone.
    /// </summary>
    ValueTask SendAsync(EventBatch batch);

    /// <summary>The subscription ended from this side. Called once, must not block; a write may still be under way.</summary>
    void End(SubscriptionEnd end);
}
