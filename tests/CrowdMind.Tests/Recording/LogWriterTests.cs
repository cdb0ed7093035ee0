using CrowdMind.Backplanes;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Recording;
using CrowdMind.TestKit.Engines;
using CrowdMind.Tests.Feeds;

namespace CrowdMind.Tests.Recording;

/// <summary>All publishers meet in one writer, which commits what has queued.</summary>
public sealed class LogWriterTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private static readonly byte[] Zeroes = new byte[Limits.AppendQueueBytes / 4];

    [Fact]
    public async Task What_queued_during_a_commit_is_committed_together()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var first = core.AppendAsync();
        await gate.Arrived;
        var others = Enumerable.Range(0, 10).Select(_ => core.AppendAsync()).ToArray();
        gate.Open();
        Assert.Equal(1, await first);
        Assert.Equal(Enumerable.Range(2, 10).Select(seq => (long)seq), await Task.WhenAll(others));
        Assert.Equal([1, 10], core.Log.Commits.Select(commit => commit.Count));
    }

    [Fact]
    public async Task A_lone_append_waits_for_nobody()
    {
        await using var core = await LiveCore.StartAsync();
        for (var n = 1; n <= 3; n++)
            Assert.Equal(n, await core.AppendAsync());
        Assert.Equal([1, 1, 1], core.Log.Commits.Select(commit => commit.Count));
    }

    [Fact]
    public async Task Nobody_is_answered_before_the_commit()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var append = core.AppendAsync();
        await gate.Arrived;
        Assert.False(append.IsCompleted);
        gate.Open();
        await append;
    }

    [Fact]
    public async Task What_one_caller_queues_one_after_the_other_keeps_its_order()
    {
        const int Callers = 8, Each = 50;
        await using var core = await LiveCore.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var answers = new List<Task<AppendOutcome>>();
            for (var n = 0; n < Each; n++)
                answers.Add(await core.Writer.EnqueueAsync(core.Request(1 + (n % 2)), default));
            var seqs = (await Task.WhenAll(answers)).Select(FirstSeq).ToArray();
            Assert.Equal(seqs.Order(), seqs);
        })));
        Assert.Equal(Callers * Each * 3 / 2, (await core.HeadAsync()).Value);
    }

    [Fact]
    public async Task A_commit_holds_its_bytes_at_most_and_one_request_at_least()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var first = core.AppendAsync();
        await gate.Arrived;
        long[] weights = [Limits.CommitBytes / 3, Limits.CommitBytes / 3, Limits.CommitBytes / 3, 2 * Limits.CommitBytes, 1000];
        var others = weights.Select(weight => core.Writer.AppendAsync(Weighing(core, weight), default)).ToArray();
        gate.Open();
        await first;
        var outcomes = await Task.WhenAll(others);
        Assert.Equal([2, 3, 4, 5, 6], outcomes.Select(FirstSeq));
        Assert.Equal([1, 3, 1, 1], core.Log.Commits.Select(commit => commit.Count));
    }

    [Fact]
    public async Task A_full_queue_answers_overloaded_after_the_wait_and_takes_the_rest()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var queued = await FillAsync(core, gate);
        var late = core.Writer.AppendAsync(core.Request(), default);
        await core.Time.TimerAsync();
        core.Time.Advance(TimeSpan.FromSeconds(Limits.AppendQueueWaitSeconds) - TimeSpan.FromMilliseconds(1));
        Assert.False(late.IsCompleted);
        core.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsType<AppendOutcome.Overloaded>(await late.WaitAsync(Within));
        gate.Open();
        Assert.All(await Task.WhenAll(queued).WaitAsync(Within), outcome => Assert.IsType<AppendOutcome.Appended>(outcome));
        Assert.Equal(queued.Count, (await core.HeadAsync()).Value);
    }

    [Fact]
    public async Task Whoever_waits_for_room_is_taken_when_there_is_some()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var queued = await FillAsync(core, gate);
        var late = core.Writer.AppendAsync(core.Request(), default);
        await core.Time.TimerAsync();
        gate.Open();
        Assert.Equal(queued.Count + 1, FirstSeq(await late.WaitAsync(Within)));
    }

    [Fact]
    public async Task Whoever_waits_for_room_may_give_up()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var queued = await FillAsync(core, gate);
        using var patience = new CancellationTokenSource();
        var late = core.Writer.AppendAsync(core.Request(), patience.Token);
        await core.Time.TimerAsync();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        gate.Open();
        await Task.WhenAll(queued).WaitAsync(Within);
        Assert.Equal(queued.Count, (await core.HeadAsync()).Value);
    }

    [Fact]
    public async Task The_queue_is_bounded_in_number_too()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var first = core.AppendAsync();
        await gate.Arrived;
        var request = core.Request();
        for (var n = 0; n < Limits.AppendQueueLength; n++)
            await core.Writer.EnqueueAsync(request, default);
        var late = core.Writer.AppendAsync(request, default);
        await core.Time.TimerAsync();
        core.Time.Advance(TimeSpan.FromSeconds(Limits.AppendQueueWaitSeconds));
        Assert.IsType<AppendOutcome.Overloaded>(await late.WaitAsync(Within));
        gate.Open();
        await first;
    }

    [Fact]
    public async Task A_log_that_fails_fails_those_of_that_commit_only()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = new Gate();
        var commits = 0;
        core.Log.Committing = async () =>
        {
            await gate.PassAsync();
            if (++commits == 2)
                throw GatedLog.Away();
        };
        var before = core.AppendAsync();
        await gate.Arrived;
        var during = Enumerable.Range(0, 3).Select(_ => core.AppendAsync()).ToArray();
        gate.Open();
        Assert.Equal(1, await before);
        foreach (var append in during)
            await Assert.ThrowsAsync<LogUnavailableException>(() => append);
        Assert.Equal(2, await core.AppendAsync());
    }

    [Fact]
    public async Task A_log_that_fails_in_an_unknown_way_does_not_end_the_writer()
    {
        await using var core = await LiveCore.StartAsync();
        core.Log.Committing = () => throw new InvalidOperationException("a bug");
        await Assert.ThrowsAsync<InvalidOperationException>(() => core.AppendAsync());
        core.Log.Committing = null;
        Assert.Equal(1, await core.AppendAsync());
    }

    [Fact]
    public async Task A_backplane_that_breaks_its_promise_leaves_nobody_waiting()
    {
        await using var core = await LiveCore.StartAsync();
        var writer = new LogWriter(core.Log, new ThrowingBackplane(), Unmeasured.Writer(), core.Time);
        var gate = Hold(core);
        var running = writer.RunAsync();
        var committed = await writer.EnqueueAsync(core.Request(), default);
        await gate.Arrived;
        var behind = await writer.EnqueueAsync(core.Request(), default);
        gate.Open();
        Assert.Equal(1, FirstSeq(await committed.WaitAsync(Within)));
        await Assert.ThrowsAsync<LogUnavailableException>(() => behind.WaitAsync(Within));
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(Within));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.AppendAsync(core.Request(), default));
    }

    [Fact]
    public async Task Closing_answers_what_was_queued_and_takes_no_more()
    {
        await using var core = await LiveCore.StartAsync();
        var writer = new LogWriter(core.Log, core.Backplane, Unmeasured.Writer(), core.Time);
        var queued = new List<Task<AppendOutcome>>();
        for (var n = 0; n < 5; n++)
            queued.Add(await writer.EnqueueAsync(core.Request(), default));
        writer.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.AppendAsync(core.Request(), default));
        await writer.RunAsync().WaitAsync(Within);
        var outcomes = await Task.WhenAll(queued);
        Assert.Equal([1, 2, 3, 4, 5], outcomes.Select(FirstSeq));
    }

    [Fact]
    public async Task Whoever_waits_for_room_when_it_is_closed_is_told()
    {
        var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var queued = await FillAsync(core, gate);
        var late = core.Writer.AppendAsync(core.Request(), default);
        await core.Time.TimerAsync();
        core.Writer.Close();
        gate.Open();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => late.WaitAsync(Within));
        await Task.WhenAll(queued).WaitAsync(Within);
        await core.DisposeAsync();
    }

    [Fact]
    public async Task Refusals_are_answered_each_to_its_own_caller()
    {
        await using var core = await LiveCore.StartAsync();
        var gate = Hold(core);
        var first = core.AppendAsync();
        await gate.Arrived;
        var unknown = core.Writer.AppendAsync(core.Request(to: ExperimentId.New(core.Time)), default);
        var stop = core.ChangeAsync(ExperimentStatus.Stopped);
        var good = core.AppendAsync();
        gate.Open();
        Assert.IsType<AppendOutcome.ExperimentNotFound>(await unknown);
        Assert.Equal(new AppendOutcome.StatusConflict(ExperimentStatus.Draft), await stop);
        Assert.Equal((1, 2), (await first, await good));
    }

    private sealed class ThrowingBackplane : IBackplane
    {
        public string Engine => "throwing";

        public bool Wants(ExperimentId experimentId) => true;

        public Task Publish(EventBatch batch) => throw new InvalidOperationException("a bug");

        public ValueTask<IAsyncDisposable> ListenAsync(
            ExperimentId experimentId, Func<EventBatch, Task> listener, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nobody listens.");
    }

    private static Gate Hold(LiveCore core)
    {
        var gate = new Gate();
        core.Log.Committing = gate.PassAsync;
        return gate;
    }

    private static long FirstSeq(AppendOutcome outcome) =>
        Assert.IsType<AppendOutcome.Appended>(outcome).Reactions[0].Seq.Value;

    // Weighs exactly that much in the queue.
    private static AppendRequest.Reactions Weighing(LiveCore core, long bytes)
    {
        var payload = Zeroes.AsMemory(0, (int)bytes - new ReactionDraft().Bytes);
        return new AppendRequest.Reactions(core.Experiment, [new ReactionDraft(ReactionId.New(core.Time), core.Agent, payload)]);
    }

    // One append stands before the log, and the queue behind it has room for nothing.
    private static async Task<List<Task<AppendOutcome>>> FillAsync(LiveCore core, Gate gate)
    {
        List<Task<AppendOutcome>> queued = [await core.Writer.EnqueueAsync(core.Request(), default)];
        await gate.Arrived;
        for (var n = 0; n < 4; n++)
            queued.Add(await core.Writer.EnqueueAsync(Weighing(core, Limits.AppendQueueBytes / 4), default));
        return queued;
    }
}
