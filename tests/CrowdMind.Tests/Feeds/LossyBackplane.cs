using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.Tests.Feeds;

/// <summary>What a backplane does to a batch.</summary>
internal enum Carriage
{
    Deliver,
    Drop,
    Double,
    Delay,
}

/// <summary>A backplane that does to each batch what it is told: delivers, drops, doubles it, or brings it after the next.</summary>
internal sealed class LossyBackplane(Func<Carriage> next) : IBackplane
{
    private readonly InProcessBackplane _inner = new();

    // Guards the choice and what is delayed; batches come from one writer, but tests deliver too.
    private readonly Lock _gate = new();
    private readonly List<EventBatch> _delayed = [];

    public string Engine => "lossy";

    public bool Wants(ExperimentId experimentId) => _inner.Wants(experimentId);

    public Task Publish(EventBatch batch)
    {
        lock (_gate)
        {
            switch (next())
            {
                case Carriage.Delay:
                    _delayed.Add(batch);
                    return Task.CompletedTask;
                case Carriage.Double:
                    _inner.Publish(batch);
                    _inner.Publish(batch);
                    break;
                case Carriage.Deliver:
                    _inner.Publish(batch);
                    break;
            }

            DeliverDelayed();
            return Task.CompletedTask;
        }
    }

    /// <summary>Brings a batch, whatever happens to the others.</summary>
    public Task BringAsync(EventBatch batch) => _inner.Publish(batch);

    public ValueTask<IAsyncDisposable> ListenAsync(
        ExperimentId experimentId, Func<EventBatch, Task> listener, CancellationToken cancellationToken) =>
        _inner.ListenAsync(experimentId, listener, cancellationToken);

    // The newest first, so that several come in the wrong order too.
    private void DeliverDelayed()
    {
        for (var i = _delayed.Count - 1; i >= 0; i--)
            _inner.Publish(_delayed[i]);
        _delayed.Clear();
    }
}
