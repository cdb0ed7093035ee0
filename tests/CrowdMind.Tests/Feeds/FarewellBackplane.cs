using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.Tests.Feeds;

/// <summary>A backplane that lets a test act while a feed begins to listen, and at the moment when it stops.</summary>
internal sealed class FarewellBackplane : IBackplane
{
    private readonly InProcessBackplane _inner = new();

    /// <summary>Runs before a feed is heard to listen.</summary>
    public Func<Task>? Arriving { get; set; }

    /// <summary>Runs when a feed stops listening.</summary>
    public Action? Leaving { get; set; }

    public string Engine => "farewell";

    public bool Wants(ExperimentId experimentId) => _inner.Wants(experimentId);

    public Task Publish(EventBatch batch) => _inner.Publish(batch);

    public async ValueTask<IAsyncDisposable> ListenAsync(
        ExperimentId experimentId, Func<EventBatch, Task> listener, CancellationToken cancellationToken)
    {
        if (Arriving is { } arriving)
            await arriving();
        return new Listening(this, await _inner.ListenAsync(experimentId, listener, cancellationToken));
    }

    private sealed class Listening(FarewellBackplane backplane, IAsyncDisposable inner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            backplane.Leaving?.Invoke();
            return inner.DisposeAsync();
        }
    }
}
