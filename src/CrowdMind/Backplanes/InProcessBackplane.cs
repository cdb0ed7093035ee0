using System.Collections.Concurrent;
using System.Collections.Immutable;
using CrowdMind.Logs;

namespace CrowdMind.Backplanes;

/// <summary>The backplane of a single instance: a call.</summary>
public sealed class InProcessBackplane : IBackplane
{
    private readonly ConcurrentDictionary<ExperimentId, ImmutableArray<Func<EventBatch, Task>>> _listeners = new();

    /// <inheritdoc/>
    public string Engine => "in-process";

    /// <inheritdoc/>
    public bool Wants(ExperimentId experimentId) => _listeners.ContainsKey(experimentId);

    /// <inheritdoc/>
    public Task Publish(EventBatch batch) => _listeners.TryGetValue(batch.ExperimentId, out var listeners)
        ? listeners is [var only] ? only(batch) : Task.WhenAll(listeners.Select(listener => listener(batch)))
        : Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> ListenAsync(
        ExperimentId experimentId, Func<EventBatch, Task> listener, CancellationToken cancellationToken)
    {
        _listeners.AddOrUpdate(experimentId, [listener], (_, others) => others.Add(listener));
        return new(new Listening(this, experimentId, listener));
    }

    private void Forget(ExperimentId experimentId, Func<EventBatch, Task> listener)
    {
        while (_listeners.TryGetValue(experimentId, out var all))
        {
            var others = all.Remove(listener);
            var done = others.IsEmpty
                ? _listeners.TryRemove(new(experimentId, all))
                : _listeners.TryUpdate(experimentId, others, all);
            if (done)
                return;
        }
    }

    private sealed class Listening(
        InProcessBackplane backplane, ExperimentId experimentId, Func<EventBatch, Task> listener) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            backplane.Forget(experimentId, listener);
            return ValueTask.CompletedTask;
        }
    }
}
