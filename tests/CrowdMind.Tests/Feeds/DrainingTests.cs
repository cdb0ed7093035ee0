using CrowdMind.Feeds;

namespace CrowdMind.Tests.Feeds;

/// <summary>A stopping instance sends its subscribers away a few at a time, and serves those whose turn has not come.</summary>
public sealed class DrainingTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(Limits.DrainTickMilliseconds);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_handful_is_told_at_once()
    {
        await using var core = await LiveCore.StartAsync();
        var sinks = await FollowAsync(core, Limits.DrainLeastSubscribers);
        Assert.True(core.Feeds.DrainAsync(Within).IsCompletedSuccessfully);
        Assert.All(sinks, sink => Assert.True(sink.IsEnded));
    }

    [Fact]
    public async Task Many_are_told_in_equal_portions_until_the_time_is_over()
    {
        await using var core = await LiveCore.StartAsync();
        var other = await core.AddExperimentAsync();
        List<RecordingSink> sinks = [.. await FollowAsync(core, 900), .. await FollowAsync(core, 600, other)];
        var draining = core.Feeds.DrainAsync(Within);
        for (var ticks = 1; ticks < Within / Tick; ticks++)
        {
            Assert.Equal(50 * ticks, sinks.Count(sink => sink.IsEnded));
            Assert.False(draining.IsCompleted);
            await PassAsync(core, Tick, () => sinks.Count(sink => sink.IsEnded) == 50 * (ticks + 1));
        }

        await draining;
        Assert.All(sinks, sink => Assert.True(sink.IsEnded));
    }

    [Fact]
    public async Task Without_time_all_are_told_at_once()
    {
        await using var core = await LiveCore.StartAsync();
        var sinks = await FollowAsync(core, 500);
        Assert.True(core.Feeds.DrainAsync(TimeSpan.Zero).IsCompletedSuccessfully);
        Assert.All(sinks, sink => Assert.True(sink.IsEnded));
    }

    [Fact]
    public async Task Those_whose_turn_has_not_come_are_served_and_nobody_new_is_taken()
    {
        await using var core = await LiveCore.StartAsync();
        var sinks = await FollowAsync(core, 2 * Limits.DrainLeastSubscribers);
        var draining = core.Feeds.DrainAsync(Within);
        Assert.True(core.Feeds.IsDraining);
        Assert.IsType<SubscribeOutcome.Draining>(await core.AskAsync(0));
        await core.AppendAsync(3);
        var waiting = sinks.Where(sink => !sink.IsEnded).ToList();
        Assert.Equal(Limits.DrainLeastSubscribers, waiting.Count);
        await Task.WhenAll(waiting.Select(sink => sink.ReachedAsync(3)));
        await PassAsync(core, Tick, () => draining.IsCompleted);
        Assert.All(waiting, sink => sink.AssertSaw(1, 3));
        Assert.All(sinks.Except(waiting), sink => Assert.Empty(sink.Writes));
    }

    private static async Task<List<RecordingSink>> FollowAsync(LiveCore core, int count, ExperimentId? experiment = null)
    {
        var sinks = new List<RecordingSink>();
        for (var i = 0; i < count; i++)
        {
            var sink = new RecordingSink();
            var outcome = await core.Feeds.SubscribeAsync(experiment ?? core.Experiment, null, default);
            Assert.IsType<SubscribeOutcome.Subscribed>(outcome).Subscription.Start(sink);
            sinks.Add(sink);
        }

        return sinks;
    }

    // A timer that fires is heard on another thread.
    private static Task PassAsync(LiveCore core, TimeSpan time, Func<bool> heard)
    {
        core.Time.Advance(time);
        return TestKit.Eventually.TrueAsync(heard, TimeSpan.FromSeconds(20), () => "the tick was heard");
    }
}
