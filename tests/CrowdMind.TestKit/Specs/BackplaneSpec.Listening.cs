namespace CrowdMind.TestKit.Specs;

public abstract partial class BackplaneSpec
{
    [Fact]
    public async Task Who_stopped_listening_hears_nothing_more_and_the_others_do()
    {
        var (stays, _) = await ListenAsync(Here);
        var (left, listening) = await ListenAsync(Here);
        await listening.DisposeAsync();
        await There.Publish(Batch(1, 3));
        await stays.CameAsync(1, 3);
        Assert.Empty(left.Seqs);
    }

    [Fact]
    public async Task Stopping_twice_stops_nobody_else()
    {
        var (stays, _) = await ListenAsync(Here);
        var (_, listening) = await ListenAsync(Here);
        await listening.DisposeAsync();
        await listening.DisposeAsync();
        await There.Publish(Batch(1, 3));
        await stays.CameAsync(1, 3);
    }

    [Fact]
    public async Task Who_comes_while_the_last_one_leaves_hears_everything()
    {
        for (var n = 1; n <= 100; n++)
        {
            var (_, leaving) = await ListenAsync(Here);
            var left = leaving.DisposeAsync();
            var (heard, listening) = await ListenAsync(Here);
            await left;
            await There.Publish(Batch(n, n));
            await heard.CameAsync(n, n);
            await listening.DisposeAsync();
        }
    }

    [Fact]
    public async Task Listeners_may_come_and_go_from_many_threads_and_hear_what_is_published_meanwhile()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var n = 1; n <= 40; n++)
            {
                var (heard, listening) = await ListenAsync(Here);
                await There.Publish(Batch(n, n));
                await Eventually.TrueAsync(() => heard.Seqs.Contains(n), Within, () => $"{n} came");
                await listening.DisposeAsync();
            }
        })));
        var (last, _) = await ListenAsync(Here);
        await There.Publish(Batch(1, 1));
        await last.CameAsync(1, 1);
    }

    [Fact]
    public async Task Publishers_of_many_experiments_do_not_mix_them()
    {
        var experiments = Enumerable.Range(0, 50).Select(_ => ExperimentId.New(TimeProvider.System)).ToArray();
        var listeners = await Task.WhenAll(experiments.Select(id => ListenAsync(Here, id)));
        await Task.WhenAll(experiments.Select(id => Task.Run(async () =>
        {
            for (var n = 1; n <= 20; n++)
                await There.Publish(Batch(n, n, experimentId: id));
        })));
        await Task.WhenAll(listeners.Select(listener => listener.Heard.CameAsync(1, 20)));
    }
}
