namespace CrowdMind.TestKit.Wire;

/// <summary>
/// One subscriber's connection to one log.
/// 1. It reads its socket only while somebody reads events, so leaving it alone stalls it.
/// 2. Reading may be left off and taken up again; no event is lost between.
/// 3. It has one reader at a time.
/// </summary>
public interface IFollower : IAsyncDisposable
{
    /// <summary>Why the events ended; null while they have not.</summary>
    FollowEnd? End { get; }

    /// <summary>The events as they come, until the server or the connection ends them.</summary>
    IAsyncEnumerable<WireEvent> ReadAsync(CancellationToken cancellation);
}
