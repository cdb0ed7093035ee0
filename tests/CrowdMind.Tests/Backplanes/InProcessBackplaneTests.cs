using System.Collections.Concurrent;
using CrowdMind.Backplanes;
using CrowdMind.Logs;
using CrowdMind.Tests.Logs;

namespace CrowdMind.Tests.Backplanes;

/// <summary>The backplane of a single instance.</summary>
public sealed class InProcessBackplaneTests
{
    private readonly InProcessBackplane _backplane = new();
    private readonly EventBatch _batch = Samples.Batch(1, 3);

    [Fact]
    public async Task Without_a_listener_nothing_is_wanted_and_publishing_does_nothing()
    {
        Assert.False(_backplane.Wants(_batch.ExperimentId));
        await _backplane.Publish(_batch);
        Assert.Equal("in-process", _backplane.Engine);
    }

    [Fact]
    public async Task Each_listener_of_the_experiment_hears_each_batch_and_no_other()
    {
        ConcurrentBag<EventBatch> one = [], two = [], other = [];
        await ListenAsync(one);
        await ListenAsync(two);
        await _backplane.ListenAsync(ExperimentId.New(TimeProvider.System), Into(other), default);
        await _backplane.Publish(_batch);
        Assert.Same(_batch, Assert.Single(one));
        Assert.Same(_batch, Assert.Single(two));
        Assert.Empty(other);
    }

    [Fact]
    public async Task A_listener_that_stopped_hears_nothing_more_and_the_others_do()
    {
        ConcurrentBag<EventBatch> stays = [], leaves = [];
        await ListenAsync(stays);
        var listening = await ListenAsync(leaves);
        await listening.DisposeAsync();
        await listening.DisposeAsync();
        await _backplane.Publish(_batch);
        Assert.Empty(leaves);
        Assert.Single(stays);
    }

    [Fact]
    public async Task When_the_last_listener_stopped_nothing_is_wanted()
    {
        var listenings = new List<IAsyncDisposable>();
        for (var n = 0; n < 3; n++)
            listenings.Add(await ListenAsync([]));
        foreach (var listening in listenings)
        {
            Assert.True(_backplane.Wants(_batch.ExperimentId));
            await listening.DisposeAsync();
        }

        Assert.False(_backplane.Wants(_batch.ExperimentId));
    }

    [Fact]
    public async Task Listeners_may_come_and_go_from_many_threads()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var n = 0; n < 200; n++)
            {
                ConcurrentBag<EventBatch> heard = [];
                await using (await ListenAsync(heard))
                    await _backplane.Publish(_batch);
                Assert.NotEmpty(heard);
            }
        })));
        Assert.False(_backplane.Wants(_batch.ExperimentId));
    }

    [Fact]
    public async Task Publishing_completes_when_every_listener_can_take_more()
    {
        TaskCompletionSource one = new(), two = new();
        await _backplane.ListenAsync(_batch.ExperimentId, _ => one.Task, default);
        await _backplane.ListenAsync(_batch.ExperimentId, _ => two.Task, default);
        var published = _backplane.Publish(_batch);
        one.SetResult();
        Assert.False(published.IsCompleted);
        two.SetResult();
        await published;
    }

    private static Func<EventBatch, Task> Into(ConcurrentBag<EventBatch> heard) => batch =>
    {
        heard.Add(batch);
        return Task.CompletedTask;
    };

    private ValueTask<IAsyncDisposable> ListenAsync(ConcurrentBag<EventBatch> heard) =>
        _backplane.ListenAsync(_batch.ExperimentId, Into(heard), default);
}
