using CrowdMind.Feeds;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.Tests.Feeds;

/// <summary>A subscriber that does not keep up costs a cursor, delays nobody and loses nothing.</summary>
public sealed class SlowSubscriberTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(Limits.SlowSubscriberTimeoutSeconds);

    [Fact]
    public async Task A_stalled_subscriber_delays_nobody()
    {
        await using var core = await LiveCore.StartAsync();
        RecordingSink[] sinks = [new(), new(), new(), new(), new()];
        sinks[2].Stall();
        foreach (var sink in sinks)
            await core.FollowAsync(sink);
        await AppendOneByOneAsync(core, 10, sinks[0]);
        foreach (var sink in sinks.Where(sink => sink != sinks[2]))
        {
            await sink.ReachedAsync(10);
            sink.AssertSaw(1, 10);
        }

        sinks[2].AssertSaw(1, 1);
    }

    [Fact]
    public async Task It_catches_up_and_joins_the_round_again()
    {
        await using var core = await LiveCore.StartAsync();
        var (slow, fast) = (new RecordingSink(), new RecordingSink());
        slow.Stall();
        await core.FollowAsync(slow);
        await core.FollowAsync(fast);
        await AppendOneByOneAsync(core, 10, fast);
        slow.Release();
        await slow.ReachedAsync(10);
        await AppendOneByOneAsync(core, 10, fast, slow);
        slow.AssertSaw(1, 20);
        Assert.Same(fast.Writes[^1], slow.Writes[^1]);
    }

    [Fact]
    public async Task A_short_way_behind_it_reads_from_memory()
    {
        await using var core = await LiveCore.StartAsync();
        var (slow, fast) = (new RecordingSink(), new RecordingSink());
        slow.Stall();
        await core.FollowAsync(slow);
        await core.FollowAsync(fast);
        await AppendOneByOneAsync(core, 20, fast);
        slow.Release();
        await slow.ReachedAsync(20);
        slow.AssertSaw(1, 20);
        Assert.Equal(0, core.Log.Pages);
    }

    [Fact]
    public async Task Far_behind_it_reads_pages_of_the_log()
    {
        await using var core = await LiveCore.StartAsync();
        var (slow, fast) = (new RecordingSink(), new RecordingSink());
        slow.Stall();
        await core.FollowAsync(slow);
        await core.FollowAsync(fast);
        var heavy = $$"""{"weight":"{{new string('x', 50_000)}}"}""";
        var last = 0L;
        for (var bytes = 0; bytes < 2 * Limits.FeedWindowLeastBytes; bytes += 4 * heavy.Length)
            await fast.ReachedAsync(last = await core.AppendAsync(4, heavy));
        slow.Release();
        await slow.ReachedAsync(last);
        slow.AssertSaw(1, last);
        Assert.InRange(core.Log.Pages, 10, 30);
    }

    [Fact]
    public async Task One_that_takes_nothing_for_the_timeout_is_let_go_as_too_slow()
    {
        await using var core = await LiveCore.StartAsync();
        var (slow, fast) = (new RecordingSink(), new RecordingSink());
        slow.Stall();
        var subscription = await core.FollowAsync(slow);
        await core.FollowAsync(fast);
        await core.AppendAsync();
        await core.Time.TimerAsync();
        core.Time.Advance(Timeout - TimeSpan.FromSeconds(1));
        Assert.False(slow.IsEnded);
        core.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SubscriptionEnd.TooSlow, await slow.Ended);
        Assert.True(subscription.IsEnded);
        await AppendOneByOneAsync(core, 3, fast);
        slow.AssertSaw(1, 1);
        Assert.False(fast.IsEnded);
    }

    [Fact]
    public async Task One_that_moves_slowly_is_kept()
    {
        await using var core = await LiveCore.StartAsync();
        var slow = new RecordingSink();
        slow.Stall();
        await core.FollowAsync(slow);
        await core.AppendAsync();
        for (var n = 0; n < 10; n++)
        {
            await core.Time.TimerAsync();
            slow.Move();
            core.Time.Advance(Timeout);
        }

        Assert.False(slow.IsEnded);
        slow.Release();
        await core.AppendAsync();
        await slow.ReachedAsync(2);
        slow.AssertSaw(1, 2);
    }

    [Fact]
    public async Task One_that_stalls_while_it_catches_up_is_let_go_too()
    {
        await using var core = await LiveCore.StartAsync(events: 100);
        var slow = new RecordingSink();
        slow.Stall();
        await core.FollowAsync(slow, after: 0);
        await slow.ReachedAsync(1);
        await core.Time.TimerAsync();
        core.Time.Advance(Timeout);
        Assert.Equal(SubscriptionEnd.TooSlow, await slow.Ended);
    }

    [Fact]
    public async Task The_timeout_is_the_operators()
    {
        await using var core = await LiveCore.StartAsync();
        var feeds = new FeedRegistry(
            core.Log, core.Backplane, new FeedOptions { SlowSubscriberTimeout = TimeSpan.FromSeconds(2) }, Unmeasured.Feeds(), core.Time);
        var outcome = await feeds.SubscribeAsync(core.Experiment, null, default);
        var slow = new RecordingSink();
        slow.Stall();
        Assert.IsType<SubscribeOutcome.Subscribed>(outcome).Subscription.Start(slow);
        await core.AppendAsync();
        await core.Time.TimerAsync();
        core.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SubscriptionEnd.TooSlow, await slow.Ended);
    }

    [Fact]
    public async Task Those_who_leave_and_join_the_round_all_the_time_miss_and_repeat_nothing()
    {
        const int Appends = 300;
        await using var core = await LiveCore.StartAsync();
        var sinks = Enumerable.Range(0, 16).Select(n => n % 4 == 0
            ? new RecordingSink()
            : new RecordingSink { Taking = () => Task.Run(() => Thread.SpinWait(50 * n)) }).ToArray();
        foreach (var sink in sinks)
            await core.FollowAsync(sink, after: 0);
        for (var n = 0; n < Appends; n++)
            await core.AppendAsync();
        await Task.WhenAll(sinks.Select(sink => sink.ReachedAsync(Appends)));
        Assert.All(sinks, sink => sink.AssertSaw(1, Appends));
    }

    // The write completes at the moment the patience ends: either is right, but never an end that nobody is told of.
    [Fact]
    public async Task A_write_that_completes_as_the_timeout_strikes_leaves_no_one_in_silence()
    {
        for (var n = 0; n < 200; n++)
        {
            await using var core = await LiveCore.StartAsync();
            var slow = new RecordingSink();
            slow.Stall();
            var subscription = await core.FollowAsync(slow);
            await core.AppendAsync();
            await core.Time.TimerAsync();
            await Task.WhenAll(Task.Run(slow.Release), Task.Run(() => core.Time.Advance(Timeout)));
            await core.AppendAsync();
            await Task.WhenAny(slow.ReachedAsync(2), slow.Ended);
            Assert.True(slow.IsEnded || slow.Seqs.Count == 2, $"In silence at try {n}: ended {subscription.IsEnded}.");
        }
    }

    private static async Task AppendOneByOneAsync(LiveCore core, int count, params RecordingSink[] sinks)
    {
        for (var n = 0; n < count; n++)
        {
            var seq = await core.AppendAsync();
            await Task.WhenAll(sinks.Select(sink => sink.ReachedAsync(seq)));
        }
    }
}
