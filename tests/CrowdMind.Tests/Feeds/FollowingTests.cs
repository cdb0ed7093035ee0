using CrowdMind.Experiments;
using CrowdMind.Feeds;

namespace CrowdMind.Tests.Feeds;

/// <summary>Replay and live are one sequence.</summary>
public sealed class FollowingTests
{
    [Fact]
    public async Task Without_after_a_subscriber_sees_only_what_comes_next()
    {
        await using var core = await LiveCore.StartAsync(events: 5);
        var sink = new RecordingSink();
        using var subscription = await core.FollowAsync(sink);
        Assert.Equal((5, 5), (subscription.Cursor.Value, subscription.Head.Value));
        await core.AppendAsync(3);
        await sink.ReachedAsync(8);
        sink.AssertSaw(6, 8);
    }

    [Fact]
    public async Task After_zero_replays_the_log_and_goes_on()
    {
        await using var core = await LiveCore.StartAsync(events: 5);
        var sink = new RecordingSink();
        using var subscription = await core.FollowAsync(sink, after: 0);
        await core.AppendAsync(3);
        await sink.ReachedAsync(8);
        sink.AssertSaw(1, 8);
    }

    [Fact]
    public async Task After_zero_on_an_empty_log_sees_the_first_event()
    {
        await using var core = await LiveCore.StartAsync();
        var sink = new RecordingSink();
        using var subscription = await core.FollowAsync(sink, after: 0);
        await core.AppendAsync();
        await sink.ReachedAsync(1);
        sink.AssertSaw(1, 1);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(19)]
    [InlineData(20)]
    public async Task After_k_starts_at_the_event_after_k(int after)
    {
        await using var core = await LiveCore.StartAsync(events: 20);
        var sink = new RecordingSink();
        using var subscription = await core.FollowAsync(sink, after);
        await core.AppendAsync();
        await sink.ReachedAsync(21);
        sink.AssertSaw(after + 1, 21);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_subscription_is_started_and_nothing_is_missed()
    {
        await using var core = await LiveCore.StartAsync(events: 2);
        var (early, late) = (new RecordingSink(), new RecordingSink());
        using var other = await core.FollowAsync(early);
        using var subscription = await core.SubscribeAsync();
        await core.AppendAsync(3);
        await early.ReachedAsync(5);
        Assert.Empty(late.Writes);
        subscription.Start(late);
        await late.ReachedAsync(5);
        late.AssertSaw(3, 5);
    }

    [Fact]
    public async Task A_start_and_a_stop_are_events_like_the_others()
    {
        await using var core = await LiveCore.StartAsync();
        var sink = new RecordingSink();
        using var subscription = await core.FollowAsync(sink);
        await core.ChangeAsync(ExperimentStatus.Running);
        await core.AppendAsync();
        await core.ChangeAsync(ExperimentStatus.Stopped);
        await sink.ReachedAsync(3);
        Assert.StartsWith("{\"type\":\"experiment_started\",\"seq\":1,", sink.Json[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"type\":\"experiment_stopped\",\"seq\":3,", sink.Json[2], StringComparison.Ordinal);
        Assert.True(sink.Writes[^1].EndsStopped);
        Assert.False(sink.IsEnded);
    }

    [Fact]
    public async Task A_replayed_event_is_the_live_one_byte_for_byte()
    {
        await using var core = await LiveCore.StartAsync();
        var (live, replay) = (new RecordingSink(), new RecordingSink());
        using var first = await core.FollowAsync(live);
        await core.AppendAsync(2, """{"n":1.50,"s":"\u0041🎉","a":1,"a":2}""");
        await core.ChangeAsync(ExperimentStatus.Running);
        await core.ChangeAsync(ExperimentStatus.Stopped);
        await live.ReachedAsync(4);
        await core.CheckHeadsAsync();
        await core.CheckHeadsAsync();
        using var second = await core.FollowAsync(replay, after: 0);
        await replay.ReachedAsync(4);
        Assert.True(core.Log.Pages > 0, "the replay came from the log");
        Assert.Equal(live.Json, replay.Json);
    }

    [Fact]
    public async Task Replay_goes_over_into_live_without_a_seam_while_four_writers_publish()
    {
        const int Old = 200, Writers = 4, Each = 50, All = Old + (Writers * Each);
        await using var core = await LiveCore.StartAsync(events: Old);
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var n = 0; n < Each; n++)
                await core.AppendAsync();
        })).ToArray();
        var sinks = Enumerable.Range(0, 12).Select(_ => new RecordingSink()).ToArray();
        for (var i = 0; i < sinks.Length; i++)
        {
            await core.FollowAsync(sinks[i], after: i * 10);
            await core.AppendAsync();
        }

        await Task.WhenAll(writing);
        await Task.WhenAll(sinks.Select(sink => sink.ReachedAsync(All + sinks.Length)));
        for (var i = 0; i < sinks.Length; i++)
            sinks[i].AssertSaw((i * 10) + 1, All + sinks.Length);
    }

    [Fact]
    public async Task Logs_do_not_mix()
    {
        await using var core = await LiveCore.StartAsync();
        var other = await core.AddExperimentAsync();
        var sink = new RecordingSink();
        using var subscription = await core.FollowAsync(sink, after: 0);
        await core.Writer.AppendAsync(core.Request(5, to: other), default);
        await core.AppendAsync(2);
        await sink.ReachedAsync(2);
        sink.AssertSaw(1, 2);
        Assert.All(sink.Writes, batch => Assert.Equal(core.Experiment, batch.ExperimentId));
    }

    [Fact]
    public async Task An_unknown_experiment_is_said_and_leaves_no_feed()
    {
        await using var core = await LiveCore.StartAsync();
        var outcome = await core.Feeds.SubscribeAsync(ExperimentId.New(core.Time), null, default);
        Assert.IsType<SubscribeOutcome.ExperimentNotFound>(outcome);
        Assert.Equal(0, core.Feeds.Count);
    }

    [Fact]
    public async Task After_beyond_the_head_is_refused_with_the_head()
    {
        await using var core = await LiveCore.StartAsync(events: 5);
        Assert.Equal(new SubscribeOutcome.AfterBeyondHead(new Seq(6), new Seq(5)), await core.AskAsync(after: 6));
        Assert.IsType<SubscribeOutcome.Subscribed>(await core.AskAsync(after: 5));
        await core.AppendAsync();
        Assert.IsType<SubscribeOutcome.Subscribed>(await core.AskAsync(after: 6));
        Assert.Equal(new SubscribeOutcome.AfterBeyondHead(new Seq(3_000_000_000), new Seq(6)), await core.AskAsync(after: 3_000_000_000));
    }

    [Fact]
    public async Task Whether_a_log_reaches_beyond_a_place_is_asked_of_the_log()
    {
        await using var core = await LiveCore.StartAsync(events: 5);
        Assert.True(await core.Feeds.ReachesBeyondAsync(core.Experiment, new Seq(4)));
        Assert.False(await core.Feeds.ReachesBeyondAsync(core.Experiment, new Seq(5)));
        Assert.False(await core.Feeds.ReachesBeyondAsync(ExperimentId.New(core.Time), Seq.Zero));
    }
}
