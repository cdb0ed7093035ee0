using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.TestKit.Engines;
using CrowdMind.Tests.Recording;

namespace CrowdMind.Tests.Feeds;

/// <summary>Feeds are made on first use, let go when nobody reads them, and end their subscriptions for a reason.</summary>
public sealed class FeedRegistryTests
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(Limits.FeedLingerSeconds);

    [Fact]
    public async Task A_feed_is_made_on_first_use_and_shared()
    {
        await using var core = await LiveCore.StartAsync();
        Assert.Equal(0, core.Feeds.Count);
        Assert.False(core.Backplane.Wants(core.Experiment));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => core.FollowAsync(new RecordingSink())));
        Assert.Equal(1, core.Feeds.Count);
        Assert.True(core.Backplane.Wants(core.Experiment));
    }

    [Fact]
    public async Task What_is_committed_while_a_feed_opens_is_heard()
    {
        await using var core = await LiveCore.StartAsync(events: 2);
        var gate = new Gate();
        core.Log.HeadsRead = gate.PassAsync;
        var sink = new RecordingSink();
        var following = core.FollowAsync(sink);
        await gate.Arrived;
        await core.AppendAsync(3);
        gate.Open();
        Assert.Equal(5, (await following).Head.Value);
        await core.AppendAsync();
        await sink.ReachedAsync(6);
        sink.AssertSaw(6, 6);
        Assert.Equal(0, core.Log.Pages);
    }

    [Fact]
    public async Task A_feed_that_nobody_reads_is_let_go_after_a_while()
    {
        await using var core = await LiveCore.StartAsync();
        (await core.FollowAsync(new RecordingSink())).Dispose();
        await core.CheckHeadsAsync();
        core.Time.Advance(Linger);
        await core.CheckHeadsAsync();
        Assert.Equal(1, core.Feeds.Count);
        core.Time.Advance(TimeSpan.FromSeconds(1));
        await core.CheckHeadsAsync();
        Assert.Equal(0, core.Feeds.Count);
        Assert.False(core.Backplane.Wants(core.Experiment));
    }

    [Fact]
    public async Task A_feed_that_is_let_go_before_it_listens_does_not_listen_afterwards()
    {
        var backplane = new FarewellBackplane();
        await using var core = await LiveCore.StartAsync(backplane);
        var gate = new Gate();
        backplane.Arriving = gate.PassAsync;
        var asking = core.AskAsync(after: null);
        await gate.Arrived;
        core.Feeds.End(core.Experiment, SubscriptionEnd.ExperimentDeleted);
        gate.Open();
        Assert.IsType<SubscribeOutcome.ExperimentNotFound>(await asking);
        Assert.False(backplane.Wants(core.Experiment));
    }

    [Fact]
    public async Task A_feed_that_somebody_reads_is_kept_however_quiet_it_is()
    {
        await using var core = await LiveCore.StartAsync();
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        for (var n = 0; n < 5; n++)
        {
            core.Time.Advance(2 * Linger);
            await core.CheckHeadsAsync();
        }

        await core.AppendAsync();
        await sink.ReachedAsync(1);
        sink.AssertSaw(1, 1);
    }

    [Fact]
    public async Task Whoever_comes_back_in_time_finds_the_feed_warm()
    {
        await using var core = await LiveCore.StartAsync();
        (await core.FollowAsync(new RecordingSink())).Dispose();
        await core.AppendAsync(3);
        core.Time.Advance(Linger / 2);
        await core.CheckHeadsAsync();
        var sink = new RecordingSink();
        await core.FollowAsync(sink, after: 0);
        await sink.ReachedAsync(3);
        sink.AssertSaw(1, 3);
        Assert.Equal(0, core.Log.Pages);
    }

    [Fact]
    public async Task A_feed_that_was_let_go_is_made_again()
    {
        await using var core = await LiveCore.StartAsync();
        (await core.FollowAsync(new RecordingSink())).Dispose();
        core.Time.Advance(2 * Linger);
        await core.CheckHeadsAsync();
        await core.AppendAsync(3);
        var sink = new RecordingSink();
        await core.FollowAsync(sink, after: 1);
        await core.AppendAsync();
        await sink.ReachedAsync(4);
        sink.AssertSaw(2, 4);
    }

    [Fact]
    public async Task A_feed_that_goes_quiet_lets_its_memory_go_and_the_log_serves()
    {
        await using var core = await LiveCore.StartAsync();
        var (first, second) = (new RecordingSink(), new RecordingSink());
        await core.FollowAsync(first);
        await core.AppendAsync(3);
        await first.ReachedAsync(3);
        await core.CheckHeadsAsync();
        await core.CheckHeadsAsync();
        await core.FollowAsync(second, after: 0);
        await second.ReachedAsync(3);
        second.AssertSaw(1, 3);
        Assert.Equal(1, core.Log.Pages);
    }

    [Fact]
    public async Task A_thousand_feeds_are_compared_with_the_log_in_one_question()
    {
        await using var core = await LiveCore.StartAsync();
        for (var n = 0; n < 1000; n++)
            await core.Feeds.SubscribeAsync(await core.AddExperimentAsync(), null, default);
        var questions = 0;
        core.Log.AskingHeads = () =>
        {
            questions++;
            return Task.CompletedTask;
        };
        await core.CheckHeadsAsync();
        Assert.Equal((1, 1000), (questions, core.Feeds.Count));
    }

    [Fact]
    public async Task Without_feeds_the_log_is_not_asked()
    {
        await using var core = await LiveCore.StartAsync();
        core.Log.AskingHeads = GatedLog.AwayAsync;
        await core.CheckHeadsAsync();
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_said_and_asked_again_by_the_next()
    {
        await using var core = await LiveCore.StartAsync(events: 2);
        core.Log.AskingHeads = GatedLog.AwayAsync;
        await Assert.ThrowsAsync<LogUnavailableException>(() => core.AskAsync(null));
        Assert.Equal(0, core.Feeds.Count);
        core.Log.AskingHeads = null;
        var sink = new RecordingSink();
        await core.FollowAsync(sink, after: 0);
        await sink.ReachedAsync(2);
        sink.AssertSaw(1, 2);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_ends_those_who_read_it_and_not_those_at_the_head()
    {
        await using var core = await LiveCore.StartAsync(events: 2);
        var (reading, live) = (new RecordingSink(), new RecordingSink());
        core.Log.Reading = GatedLog.AwayAsync;
        await core.FollowAsync(live);
        await core.FollowAsync(reading, after: 0);
        Assert.Equal(SubscriptionEnd.LogUnavailable, await reading.Ended);
        await core.AppendAsync();
        await live.ReachedAsync(3);
        live.AssertSaw(3, 3);
    }

    [Fact]
    public async Task The_heads_check_goes_on_after_a_log_that_could_not_be_read()
    {
        await using var core = await LiveCore.StartAsync(new LossyBackplane(() => Carriage.Drop));
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        using var stop = new CancellationTokenSource();
        var checking = new HeadsCheck(core.Feeds, core.Time).RunAsync(stop.Token);
        var asked = new Gate();
        core.Log.AskingHeads = async () =>
        {
            await asked.PassAsync();
            throw GatedLog.Away();
        };
        await core.AppendAsync(2);
        core.Time.Advance(TimeSpan.FromSeconds(Limits.HeadsCheckSeconds));
        await asked.Arrived;
        core.Log.AskingHeads = null;
        asked.Open();
        core.Time.Advance(TimeSpan.FromSeconds(Limits.HeadsCheckSeconds));
        await sink.ReachedAsync(2);
        sink.AssertSaw(1, 2);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checking);
    }
}
