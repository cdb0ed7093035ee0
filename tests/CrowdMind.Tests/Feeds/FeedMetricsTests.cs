using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.TestKit;

namespace CrowdMind.Tests.Feeds;

/// <summary>What is measured of following logs says what happened, once.</summary>
public sealed class FeedMetricsTests : IDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly Readings _readings = new();

    public void Dispose() => _readings.Dispose();

    [Fact]
    public async Task A_batch_that_never_came_is_a_gap_that_the_heads_check_found()
    {
        var backplane = new LossyBackplane(() => Carriage.Drop);
        await using var core = await LiveCore.StartAsync(backplane, meter: _readings.Meter);
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        await core.AppendAsync(3);
        Assert.Equal(0, _readings.Of("crowdmind.feed.gaps.filled", "heads_check"));
        await core.CheckHeadsAsync();
        await sink.ReachedAsync(3);
        await ReadsAsync("crowdmind.feed.gaps.filled", "heads_check", 1);
        Assert.Equal(0, _readings.Of("crowdmind.feed.gaps.filled", "batch"));
    }

    [Fact]
    public async Task A_batch_that_shows_one_is_counted_apart()
    {
        var losing = true;
        var backplane = new LossyBackplane(() => losing ? Carriage.Drop : Carriage.Deliver);
        await using var core = await LiveCore.StartAsync(backplane, meter: _readings.Meter);
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        await core.AppendAsync(3);
        losing = false;
        await core.AppendAsync();
        await sink.ReachedAsync(4);
        await ReadsAsync("crowdmind.feed.gaps.filled", "batch", 1);
        Assert.Equal(0, _readings.Of("crowdmind.feed.gaps.filled", "heads_check"));
    }

    [Fact]
    public async Task One_that_stalls_is_behind_by_what_it_lacks_and_then_one_that_was_too_slow()
    {
        await using var core = await LiveCore.StartAsync(meter: _readings.Meter);
        var slow = new RecordingSink();
        slow.Stall();
        await core.FollowAsync(slow);
        Assert.Equal(1, _readings.Of("crowdmind.feed.subscribers", "test"));
        await core.AppendAsync(7);
        await ReadsAsync("crowdmind.feed.cursor.lag", "", 7);
        Assert.Equal(1, _readings.Of("crowdmind.feed.laggards", ""));
        await core.Time.TimerAsync();
        core.Time.Advance(TimeSpan.FromSeconds(Limits.SlowSubscriberTimeoutSeconds));
        Assert.Equal(SubscriptionEnd.TooSlow, await slow.Ended);
        await ReadsAsync("crowdmind.feed.subscriptions.ended", "too_slow", 1);
        await ReadsAsync("crowdmind.feed.subscribers", "test", 0);
        Assert.Equal(0, _readings.Of("crowdmind.feed.laggards", ""));
    }

    [Fact]
    public async Task One_that_resumes_far_behind_takes_its_pages_from_the_log()
    {
        await using var core = await LiveCore.StartAsync(events: 40, meter: _readings.Meter);
        var sink = new RecordingSink();
        await core.FollowAsync(sink, after: 0);
        await sink.ReachedAsync(40);
        await ReadsAsync("crowdmind.feed.deliveries", "", 40);
        Assert.True(_readings.Of("crowdmind.feed.catchup.pages", "log") >= 1);
        Assert.Equal(1, _readings.Of("crowdmind.feed.subscriptions", "True"));
        Assert.Equal(0, _readings.Of("crowdmind.feed.subscriptions", "False"));
    }

    [Fact]
    public async Task Lag_runs_from_the_arrival_of_a_reaction_over_its_commit_to_the_sockets()
    {
        await using var core = await LiveCore.StartAsync(meter: _readings.Meter);
        var sink = new RecordingSink();
        await core.FollowAsync(sink);
        core.Log.Committing = () =>
        {
            core.Time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.CompletedTask;
        };
        await core.AppendAsync();
        await sink.ReachedAsync(1);
        await ReadsAsync("crowdmind.feed.lag", "local", 1);
        Assert.Equal(0.25, _readings.Last("crowdmind.feed.lag"), precision: 3);
        Assert.Equal(0.25, _readings.Last("crowdmind.log.commit.duration"), precision: 3);
    }

    [Fact]
    public async Task Appends_are_counted_by_how_they_ended_and_events_where_they_are_new()
    {
        await using var core = await LiveCore.StartAsync(meter: _readings.Meter);
        var request = core.Request(3);
        await core.Writer.AppendAsync(request, default);
        await core.Writer.AppendAsync(request, default);
        await core.ChangeAsync(ExperimentStatus.Running);
        await core.ChangeAsync(ExperimentStatus.Stopped);
        await core.Writer.AppendAsync(core.Request(), default);
        Assert.Equal(3, _readings.Of("crowdmind.log.appends", "appended"));
        Assert.Equal(1, _readings.Of("crowdmind.log.appends", "duplicate"));
        Assert.Equal(1, _readings.Of("crowdmind.log.appends", "refused"));
        Assert.Equal(5, _readings.Of("crowdmind.log.events", ""));
    }

    private Task ReadsAsync(string name, string attribute, long value) => Eventually.TrueAsync(
        () => _readings.Of(name, attribute) == value, Within, () => $"{name} {attribute} was {value}; it is {_readings.Of(name, attribute)}");
}
