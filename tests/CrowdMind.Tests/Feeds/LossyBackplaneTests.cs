using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.TestKit.Engines;
using CrowdMind.Tests.Recording;

namespace CrowdMind.Tests.Feeds;

/// <summary>The log is the truth: whatever the backplane loses, repeats or mixes up, nobody misses an event.</summary>
public sealed class LossyBackplaneTests
{
    [Fact]
    public async Task With_every_batch_lost_the_heads_check_brings_the_events()
    {
        await using var core = await LiveCore.StartAsync(new LossyBackplane(() => Carriage.Drop));
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        await core.AppendAsync(5);
        await core.AppendAsync(500);
        Assert.Empty(sink.Writes);
        await core.CheckHeadsAsync();
        await sink.ReachedAsync(505);
        sink.AssertSaw(1, 505);
    }

    [Fact]
    public async Task A_batch_that_comes_twice_is_sent_once()
    {
        await using var core = await LiveCore.StartAsync(new LossyBackplane(() => Carriage.Double));
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        for (var n = 0; n < 5; n++)
            await core.AppendAsync(3);
        await sink.ReachedAsync(15);
        sink.AssertSaw(1, 15);
    }

    [Fact]
    public async Task Of_a_batch_that_is_known_in_part_the_rest_is_sent()
    {
        var backplane = new LossyBackplane(() => Carriage.Drop);
        await using var core = await LiveCore.StartAsync(backplane);
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        await core.AppendAsync(10);
        await core.CheckHeadsAsync();
        await sink.ReachedAsync(10);
        await core.AppendAsync(5);
        var page = Assert.IsType<EventBatch>(await core.Engine.Log.ReadAfterAsync(core.Experiment, new Seq(7), default));
        await backplane.BringAsync(page.UpTo(new Seq(9)));
        await backplane.BringAsync(page);
        await sink.ReachedAsync(15);
        sink.AssertSaw(1, 15);
    }

    [Fact]
    public async Task Behind_a_lost_batch_the_next_one_shows_the_gap_and_the_log_fills_it()
    {
        var batches = 0;
        await using var core = await LiveCore.StartAsync(
            new LossyBackplane(() => ++batches == 2 ? Carriage.Drop : Carriage.Deliver));
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        for (var n = 0; n < 3; n++)
            await core.AppendAsync(3);
        await sink.ReachedAsync(9);
        sink.AssertSaw(1, 9);
    }

    [Fact]
    public async Task Batches_in_the_wrong_order_are_sent_in_the_right_one()
    {
        var batches = 0;
        await using var core = await LiveCore.StartAsync(
            new LossyBackplane(() => ++batches % 3 == 0 ? Carriage.Deliver : Carriage.Delay));
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        for (var n = 0; n < 9; n++)
            await core.AppendAsync(2);
        await sink.ReachedAsync(18);
        sink.AssertSaw(1, 18);
    }

    [Fact]
    public async Task Nothing_is_lost_whatever_the_backplane_does()
    {
        var chance = new Random(1);
        await using var core = await LiveCore.StartAsync(new LossyBackplane(() => (Carriage)chance.Next(4)));
        var sinks = Enumerable.Range(0, 5).Select(_ => new RecordingSink()).ToArray();
        foreach (var sink in sinks)
            await core.FollowAsync(sink, after: 0);
        var last = 0L;
        for (var n = 0; n < 200; n++)
            last = await core.AppendAsync(1 + (n % 3));
        await core.CheckHeadsAsync();
        await Task.WhenAll(sinks.Select(sink => sink.ReachedAsync(last)));
        Assert.All(sinks, sink => sink.AssertSaw(1, last));
    }

    [Fact]
    public async Task After_a_place_that_the_feed_has_not_heard_of_is_honoured()
    {
        await using var core = await LiveCore.StartAsync(new LossyBackplane(() => Carriage.Drop));
        var (old, sink) = (new RecordingSink(), new RecordingSink());
        await core.FollowAsync(old);
        await core.AppendAsync(5);
        await core.FollowAsync(sink, after: 4);
        await Task.WhenAll(sink.ReachedAsync(5), old.ReachedAsync(5));
        sink.AssertSaw(5, 5);
        Assert.Equal(new SubscribeOutcome.AfterBeyondHead(new Seq(6), new Seq(5)), await core.AskAsync(after: 6));
    }

    [Fact]
    public async Task A_feed_that_could_not_fill_a_gap_tries_again_at_the_next_check()
    {
        var lost = true;
        await using var core = await LiveCore.StartAsync(
            new LossyBackplane(() => lost ? Carriage.Drop : Carriage.Deliver));
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        var failing = new Gate();
        core.Log.Reading = async () =>
        {
            await failing.PassAsync();
            throw GatedLog.Away();
        };
        await core.AppendAsync(3);
        await core.CheckHeadsAsync();
        await failing.Arrived;
        failing.Open();
        core.Log.Reading = null;
        await TestKit.Eventually.TrueAsync(
            async () =>
            {
                await core.CheckHeadsAsync();
                return sink.Seqs.Count == 3;
            },
            TimeSpan.FromSeconds(20),
            () => "the gap was filled");
        lost = false;
        await core.AppendAsync();
        await sink.ReachedAsync(4);
        sink.AssertSaw(1, 4);
    }
}
