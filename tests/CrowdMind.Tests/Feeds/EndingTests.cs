using CrowdMind.Feeds;
using CrowdMind.Tests.Recording;

namespace CrowdMind.Tests.Feeds;

/// <summary>Whatever ends a subscription from this side, the subscriber is told, at any moment of its life.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task A_deletion_ends_all_subscriptions_of_the_experiment_and_no_others()
    {
        await using var core = await LiveCore.StartAsync();
        var (live, replay, other) = (new RecordingSink(), new RecordingSink(), new RecordingSink());
        await core.FollowAsync(live);
        await core.FollowAsync(replay, after: 0);
        var elsewhere = await core.Feeds.SubscribeAsync(await core.AddExperimentAsync(), null, default);
        Assert.IsType<SubscribeOutcome.Subscribed>(elsewhere).Subscription.Start(other);
        await core.Engine.Experiments.DeleteAsync(core.Experiment, default);
        core.Feeds.End(core.Experiment, SubscriptionEnd.ExperimentDeleted);
        Assert.Equal(SubscriptionEnd.ExperimentDeleted, await live.Ended);
        Assert.Equal(SubscriptionEnd.ExperimentDeleted, await replay.Ended);
        Assert.False(other.IsEnded);
        Assert.Equal(1, core.Feeds.Count);
        Assert.IsType<SubscribeOutcome.ExperimentNotFound>(await core.AskAsync(null));
    }

    [Fact]
    public async Task A_deletion_on_another_instance_is_seen_by_the_heads_check()
    {
        await using var core = await LiveCore.StartAsync();
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        await core.Engine.Experiments.DeleteAsync(core.Experiment, default);
        await core.CheckHeadsAsync();
        Assert.Equal(SubscriptionEnd.ExperimentDeleted, await sink.Ended);
        Assert.Equal(0, core.Feeds.Count);
    }

    [Fact]
    public async Task A_deletion_ends_those_who_are_behind_too()
    {
        await using var core = await LiveCore.StartAsync(events: 100);
        var sink = new RecordingSink();
        sink.Stall();
        await core.FollowAsync(sink, after: 0);
        await sink.ReachedAsync(1);
        await core.Engine.Experiments.DeleteAsync(core.Experiment, default);
        core.Feeds.End(core.Experiment, SubscriptionEnd.ExperimentDeleted);
        Assert.Equal(SubscriptionEnd.ExperimentDeleted, await sink.Ended);
        sink.Release();
        Assert.Null(sink.Fault);
    }

    [Fact]
    public async Task Draining_ends_all_subscriptions_and_takes_no_new_ones()
    {
        await using var core = await LiveCore.StartAsync(events: 3);
        var (live, slow) = (new RecordingSink(), new RecordingSink());
        slow.Stall();
        await core.FollowAsync(live);
        await core.FollowAsync(slow, after: 0);
        await slow.ReachedAsync(1);
        await core.Feeds.DrainAsync(TimeSpan.Zero);
        Assert.Equal(SubscriptionEnd.Draining, await live.Ended);
        Assert.Equal(SubscriptionEnd.Draining, await slow.Ended);
        Assert.IsType<SubscribeOutcome.Draining>(await core.AskAsync(null));
        Assert.IsType<SubscribeOutcome.Draining>(await core.AskAsync(0));
    }

    [Fact]
    public async Task An_append_is_still_taken_while_subscribers_drain()
    {
        await using var core = await LiveCore.StartAsync();
        await core.FollowAsync(new RecordingSink());
        await core.Feeds.DrainAsync(TimeSpan.Zero);
        Assert.Equal(1, await core.AppendAsync());
    }

    [Fact]
    public async Task A_subscription_that_ended_before_it_was_started_says_so_when_it_starts()
    {
        await using var core = await LiveCore.StartAsync();
        var subscription = await core.SubscribeAsync();
        await core.Feeds.DrainAsync(TimeSpan.Zero);
        var sink = new RecordingSink();
        subscription.Start(sink);
        Assert.True(subscription.IsEnded);
        Assert.Equal(SubscriptionEnd.Draining, await sink.Ended);
    }

    [Fact]
    public async Task A_subscription_that_was_being_made_when_draining_began_is_refused_or_ended()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = new Gate();
        core.Log.AskingHeads = gate.PassAsync;
        var asking = core.AskAsync(null);
        await gate.Arrived;
        await core.Feeds.DrainAsync(TimeSpan.Zero);
        gate.Open();
        await AssertOverAsync(await asking, SubscriptionEnd.Draining);
    }

    [Fact]
    public async Task A_subscription_that_was_being_made_when_its_experiment_was_deleted_is_refused_or_ended()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = new Gate();
        core.Log.AskingHeads = gate.PassAsync;
        var asking = core.AskAsync(null);
        await gate.Arrived;
        core.Feeds.End(core.Experiment, SubscriptionEnd.ExperimentDeleted);
        gate.Open();
        await AssertOverAsync(await asking, SubscriptionEnd.ExperimentDeleted);
    }

    [Fact]
    public async Task A_subscription_made_while_feeds_are_let_go_is_live_all_the_same()
    {
        var backplane = new FarewellBackplane();
        await using var core = await LiveCore.StartAsync(backplane);
        var other = await core.AddExperimentAsync();
        LeaveAtOnce(await core.Feeds.SubscribeAsync(other, null, default));
        LeaveAtOnce(await core.AskAsync(null));
        core.Time.Advance(TimeSpan.FromSeconds(2 * Limits.FeedLingerSeconds));
        Task<Subscription>? coming = null;
        var sink = new RecordingSink();
        backplane.Leaving = () => coming ??= core.FollowAsync(sink);
        await core.CheckHeadsAsync();
        Assert.NotNull(coming);
        await coming;
        await core.AppendAsync();
        await core.CheckHeadsAsync();
        await sink.ReachedAsync(1);
        sink.AssertSaw(1, 1);
    }

    [Fact]
    public void Each_end_has_a_code_and_a_reason_that_fits_a_close_frame()
    {
        var ends = Enum.GetValues<SubscriptionEnd>();
        Assert.Equal([1000, 1001, 4404, 4408, 1011, 4401], ends.Select(end => end.Code()));
        Assert.All(ends, end => Assert.InRange(end.Reason().Length, 1, 123));
    }

    private static void LeaveAtOnce(SubscribeOutcome outcome) =>
        Assert.IsType<SubscribeOutcome.Subscribed>(outcome).Subscription.Dispose();

    private static async Task AssertOverAsync(SubscribeOutcome outcome, SubscriptionEnd end)
    {
        if (outcome is not SubscribeOutcome.Subscribed { Subscription: var subscription })
            return;
        var sink = new RecordingSink();
        subscription.Start(sink);
        Assert.True(subscription.IsEnded, "The subscription lives on, and nobody will ever tell it anything.");
        Assert.Equal(end, await sink.Ended);
    }
}
