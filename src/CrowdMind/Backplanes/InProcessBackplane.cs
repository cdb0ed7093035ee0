using System.Collections.Concurrent;
using CrowdMind.Logs;

namespace CrowdMind.Backplanes;

/// <summary>The backplane of a single instance: a call.</summary>
public sealed class InProcessBackplane : IBackplane
{
    private readonly ConcurrentDictionary<ExperimentId, Action<EventBatch>> _listeners = new();

    /// <inheritdoc/>
    public string Engine => "in-process";

    /// <inheritdoc/>
    public bool Wants(ExperimentId experimentId) => _listeners.ContainsKey(experimentId);

    /// <inheritdoc/>
    public void Publish(EventBatch batch)
    {
        if (_listeners.TryGetValue(batch.ExperimentId, out var listeners))
            listeners(batch);
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> ListenAsync(
        ExperimentId experimentId, Action<EventBatch> listener, CancellationToken cancellationToken)
    {
        _listeners.AddOrUpdate(experimentId, listener, (_, others) => others + listener);
        return new(new Listening(this, experimentId, listener));
    }

    private void Forget(ExperimentId experimentId, Action<EventBatch> listener)
    {
        while (_listeners.TryGetValue(experimentId, out var all))
        {
            var others = all - listener;
            var done = others is null
                ? _listeners.TryRemove(new(experimentId, all))
                : _listeners.TryUpdate(experimentId, others, all);
            if (done)
                return;
        }
    }

    private sealed class Listening(InProcessBackplane backplane, ExperimentId experimentId, Action<EventBatch> listener)
        : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            backplane.Forget(experimentId, listener);
            return ValueTask.CompletedTask;
        }
    }
}
