using CrowdMind.Logs;
using CrowdMind.TestKit;

namespace CrowdMind.Tests.Feeds;

/// <summary>What happens to those who write faster than the dispatcher goes round.</summary>
public sealed class BusyDispatcherTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private static readonly string Heavy = $$"""{"weight":"{{new string('x', 60_000)}}"}""";

    [Fact]
    public async Task What_arrives_during_a_round_goes_out_as_one_write_in_the_next()
    {
        await using var core = await LiveCore.StartAsync();
        using var round = new BusyRound();
        await core.FollowAsync(round.Sink);
        await core.AppendAsync();
        await round.Sink.ReachedAsync(1);
        for (var n = 0; n < 9; n++)
            await core.AppendAsync();
        round.GoOn();
        await round.Sink.ReachedAsync(10);
        Assert.Equal([1, 9], round.Sink.Writes.Select(batch => batch.Count));
        round.Sink.AssertSaw(1, 10);
    }

    [Fact]
    public async Task More_than_a_feed_may_hold_is_read_from_the_log_again()
    {
        await using var core = await LiveCore.StartAsync();
        using var round = new BusyRound();
        await core.FollowAsync(round.Sink);
        var answers = new List<Task<AppendOutcome>> { await core.Writer.EnqueueAsync(core.Request(), default) };
        for (var bytes = 0; bytes < 3 * Limits.FeedPendingBytes; bytes += 10 * Heavy.Length)
            answers.Add(await core.Writer.EnqueueAsync(core.Request(10, Heavy), default));
        var last = (10 * (answers.Count - 1)) + 1;
        await CommittedAsync(core, last);
        round.GoOn();
        await round.Sink.ReachedAsync(last);
        round.Sink.AssertSaw(1, last);
        Assert.True(core.Log.Pages > 0, "the rest came from the log");
        await Task.WhenAll(answers).WaitAsync(Within);
    }

    [Fact]
    public async Task Publishers_who_outrun_the_round_are_answered_when_it_has_come_round()
    {
        await using var core = await LiveCore.StartAsync();
        using var round = new BusyRound();
        await core.FollowAsync(round.Sink);
        await core.AppendAsync();
        var outrunning = core.AppendAsync(5, Heavy);
        await CommittedAsync(core, 6);
        var behind = core.AppendAsync();
        await CommittedAsync(core, 7);
        Assert.False(outrunning.IsCompleted || behind.IsCompleted);
        round.GoOn();
        Assert.Equal((6, 7), (await outrunning, await behind));
        await round.Sink.ReachedAsync(7);
    }

    [Fact]
    public async Task Publishers_of_other_experiments_do_not_wait()
    {
        await using var core = await LiveCore.StartAsync();
        using var round = new BusyRound();
        await core.FollowAsync(round.Sink);
        await core.AppendAsync();
        var outrunning = core.AppendAsync(5, Heavy);
        await CommittedAsync(core, 6);
        var other = core.Request(to: await core.AddExperimentAsync());
        Assert.IsType<AppendOutcome.Appended>(await core.Writer.AppendAsync(other, default).WaitAsync(Within));
        round.GoOn();
        await outrunning;
    }

    [Fact]
    public async Task A_subscriber_that_does_not_read_makes_no_publisher_wait()
    {
        await using var core = await LiveCore.StartAsync();
        var slow = new RecordingSink();
        slow.Stall();
        await core.FollowAsync(slow);
        for (var n = 0; n < 20; n++)
            await core.AppendAsync(5, Heavy);
        slow.AssertSaw(1, slow.Seqs.Count);
        slow.Release();
        await slow.ReachedAsync(100);
        slow.AssertSaw(1, 100);
    }

    [Fact]
    public async Task An_answer_that_waits_for_the_round_is_given_after_the_writer_closed_too()
    {
        var core = await LiveCore.StartAsync();
        using var round = new BusyRound();
        await core.FollowAsync(round.Sink);
        await core.AppendAsync();
        var outrunning = core.AppendAsync(5, Heavy);
        await CommittedAsync(core, 6);
        await core.DisposeAsync();
        round.GoOn();
        Assert.Equal(6, await outrunning);
    }

    private static Task CommittedAsync(LiveCore core, long head) =>
        Eventually.TrueAsync(async () => (await core.HeadAsync()).Value == head, Within, () => $"{head} events committed");

    /// <summary>A connection that keeps the dispatcher busy until it may go on.</summary>
    private sealed class BusyRound : IDisposable
    {
        private readonly ManualResetEventSlim _going = new();

        public BusyRound() => Sink.During = _ => _going.Wait(Within);

        public RecordingSink Sink { get; } = new();

        public void GoOn() => _going.Set();

        // Not disposed of: a dispatcher may still be looking at it.
        public void Dispose() => _going.Set();
    }
}
