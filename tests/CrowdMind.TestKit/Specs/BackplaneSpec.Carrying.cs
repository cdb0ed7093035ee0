namespace CrowdMind.TestKit.Specs;

public abstract partial class BackplaneSpec
{
    [Fact]
    public async Task What_is_published_there_is_heard_here_as_it_was()
    {
        var (heard, _) = await ListenAsync(Here);
        var batch = Batch(7, 9, weight: 40);
        await There.Publish(batch);
        await heard.CameAsync(7, 9);
        Assert.Equal(HeardBatches.JsonOf(batch), heard.Json);
    }

    [Fact]
    public async Task Each_listener_of_the_experiment_hears_each_batch_once_wherever_it_is()
    {
        var (one, _) = await ListenAsync(Here);
        var (two, _) = await ListenAsync(Here);
        var (three, _) = await ListenAsync(There);
        await Here.Publish(Batch(1, 3));
        await Task.WhenAll(one.CameAsync(1, 3), two.CameAsync(1, 3), three.CameAsync(1, 3));
        await There.Publish(Batch(4, 5));
        await Task.WhenAll(one.CameAsync(1, 5), two.CameAsync(1, 5), three.CameAsync(1, 5));
    }

    [Fact]
    public async Task Listeners_of_another_experiment_hear_nothing()
    {
        var (other, _) = await ListenAsync(Here, ExperimentId.New(TimeProvider.System));
        var (heard, _) = await ListenAsync(Here);
        await There.Publish(Batch(1, 3));
        await heard.CameAsync(1, 3);
        Assert.Empty(other.Seqs);
    }

    [Fact]
    public async Task What_one_instance_publishes_is_heard_in_that_order()
    {
        var (heard, _) = await ListenAsync(Here);
        for (var n = 0; n < 2000; n++)
            await There.Publish(Batch((n * 3) + 1, (n * 3) + 3));
        await heard.CameAsync(1, 6000);
    }

    [Fact]
    public async Task A_batch_of_megabytes_is_heard_whole()
    {
        var (heard, _) = await ListenAsync(Here);
        await There.Publish(Batch(1, 300, weight: 10_000));
        await heard.CameAsync(1, 300);
    }

    [Fact]
    public async Task An_event_of_megabytes_is_heard_too()
    {
        var (heard, _) = await ListenAsync(Here);
        await There.Publish(Batch(1, 2, weight: 2_000_000));
        await heard.CameAsync(1, 2);
    }

    [Fact]
    public async Task Publishing_for_nobody_does_nothing()
    {
        await There.Publish(Batch(1, 3));
        var (heard, _) = await ListenAsync(Here);
        await There.Publish(Batch(4, 4));

        // The first batch may still have been under way when the listener came.
        await Eventually.TrueAsync(() => heard.Seqs is [.., 4], Within, () => "the batch after it was heard");
    }

    [Fact]
    public async Task Publishing_completes_when_every_listener_of_that_instance_can_take_more()
    {
        TaskCompletionSource one = new(), two = new();
        await There.ListenAsync(Experiment, _ => one.Task, default);
        await There.ListenAsync(Experiment, _ => two.Task, default);
        var published = There.Publish(Batch(1, 1));
        one.SetResult();
        Assert.False(published.IsCompleted);
        two.SetResult();
        await published.WaitAsync(Within);
    }

    [Fact]
    public async Task What_an_instance_listens_to_it_wants()
    {
        var (_, listening) = await ListenAsync(Here);
        Assert.True(Here.Wants(Experiment));
        await listening.DisposeAsync();
    }

    [Fact]
    public void A_backplane_says_what_it_is() => Assert.NotEmpty(Here.Engine);
}
