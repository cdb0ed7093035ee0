using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>How the laggards of one feed read its log: several share their pages, a lone one has nobody to share with.</summary>
/// <param name="experimentId">The log.</param>
/// <param name="log">Where a lone one reads.</param>
/// <param name="shared">Where several read.</param>
internal sealed class CatchUp(ExperimentId experimentId, IExperimentLog log, LogPages shared)
{
    private int _laggards;

    /// <summary>A subscription begins to catch up on its own.</summary>
    public void Enter() => Interlocked.Increment(ref _laggards);

    /// <summary>It has caught up, or ended.</summary>
    public void Leave() => Interlocked.Decrement(ref _laggards);

    /// <summary>The page that follows a place, or null when nothing follows or the experiment is gone.</summary>
    /// <exception cref="LogUnavailableException">The log could not be read.</exception>
    public Task<EventBatch?> ReadAfterAsync(Seq after) => Volatile.Read(ref _laggards) > 1
        ? shared.ReadAfterAsync(experimentId, after)
        : log.ReadAfterAsync(experimentId, after, CancellationToken.None);
}
