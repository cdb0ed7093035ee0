using CrowdMind.Logs;

namespace CrowdMind.Backplanes;

/// <summary>
/// Carries fresh batches from the instance that committed them to every instance that has subscribers for them. It is a
/// doorbell that happens to carry the bytes:
/// <list type="number">
/// <item>it may lose, delay or repeat a batch; feeds find that out from the log;</item>
/// <item>publishing never throws and never waits for a listener;</item>
/// <item>what is published after <see cref="ListenAsync"/> returned is heard, as long as nothing is lost.</item>
/// </list>
/// </summary>
public interface IBackplane
{
    /// <summary>What carries the batches, for people: <c>in-process</c>, <c>redis</c>.</summary>
    string Engine { get; }

    /// <summary>Whether anybody may be listening, so that a batch is not encoded for nobody.</summary>
    bool Wants(ExperimentId experimentId);

    /// <summary>
    /// Sends a committed batch on its way. The task completes when this instance's own listeners can take more: publishers
    /// are answered then, so that publishing does not outrun delivery. It never waits for a slow subscriber.
    /// </summary>
    Task Publish(EventBatch batch);

    /// <summary>
    /// Hears an experiment's batches until disposed. The listener must not block or throw; its task completes when it can
    /// take more.
    /// </summary>
    ValueTask<IAsyncDisposable> ListenAsync(
        ExperimentId experimentId, Func<EventBatch, Task> listener, CancellationToken cancellationToken);
}
