using CrowdMind.Backplanes;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Tests.Feeds;
using CrowdMind.Tests.Logs;

namespace CrowdMind.Tests.Recording;

/// <summary>What a commit appended goes to the backplane as batches, byte for byte what the log will say.</summary>
public sealed class FreshBatchesTests
{
    [Fact]
    public async Task A_commit_is_one_batch_for_each_log_that_somebody_listens_to()
    {
        var backplane = new NotingBackplane();
        await using var core = await LiveCore.StartAsync(backplane);
        var (loud, silent) = (await core.AddExperimentAsync(), await core.AddExperimentAsync());
        backplane.Unwanted.Add(silent);
        await CommitAsync(core, core.Request(2), core.Request(1, to: loud), core.Request(5, to: silent), core.Request(3));
        Assert.Equal([(core.Experiment, 5), (loud, 1)], backplane.Published.Select(batch => (batch.ExperimentId, batch.Count)));
    }

    [Fact]
    public async Task A_batch_is_byte_for_byte_what_the_log_says()
    {
        var backplane = new NotingBackplane();
        await using var core = await LiveCore.StartAsync(backplane);
        await CommitAsync(
            core,
            core.Request(2, """{"n":1.50,"s":"\u0041🎉"}"""),
            new AppendRequest.StatusChange(core.Experiment, ExperimentStatus.Running),
            core.Request(),
            new AppendRequest.StatusChange(core.Experiment, ExperimentStatus.Stopped));
        var page = await core.Log.ReadAfterAsync(core.Experiment, Seq.Zero, default);
        Assert.Equal(5, page?.Count);
        Assert.Equal(Samples.Joined(page!), Samples.Joined(Assert.Single(backplane.Published)));
    }

    [Fact]
    public async Task What_was_refused_or_there_already_is_in_no_batch()
    {
        var backplane = new NotingBackplane();
        await using var core = await LiveCore.StartAsync(backplane);
        var twice = core.Request(2);
        await CommitAsync(core, twice, twice, core.Request(1, to: ExperimentId.New(core.Time)), core.Request());
        Assert.Equal([1, 2, 3], Samples.Seqs(Assert.Single(backplane.Published)));
        await CommitAsync(core, twice, new AppendRequest.StatusChange(core.Experiment, ExperimentStatus.Stopped));
        Assert.Single(backplane.Published);
    }

    [Fact]
    public async Task A_batch_is_published_before_its_publisher_is_answered()
    {
        var backplane = new NotingBackplane();
        await using var core = await LiveCore.StartAsync(backplane);
        var gate = new Gate();
        core.Log.Committing = gate.PassAsync;
        var answer = await core.Writer.EnqueueAsync(core.Request(), default);
        var answeredFirst = default(bool?);
        backplane.Publishing = () => answeredFirst = answer.IsCompleted;
        gate.Open();
        await answer;
        Assert.False(answeredFirst);
    }

    [Fact]
    public async Task A_listener_that_comes_and_goes_during_a_commit_leaves_no_gap_in_a_batch()
    {
        var backplane = new NotingBackplane { Flickers = true };
        await using var core = await LiveCore.StartAsync(backplane);
        await CommitAsync(core, core.Request(), core.Request(), core.Request(), core.Request());
        Assert.Equal(5, await core.AppendAsync());
        Assert.All(backplane.Published, batch => Assert.Equal(batch.Last - batch.First + 1, batch.Count));
    }

    // Puts the requests behind an append that is being committed, so that they share the next commit.
    private static async Task CommitAsync(LiveCore core, params AppendRequest[] requests)
    {
        var gate = new Gate();
        core.Log.Committing = gate.PassAsync;
        var elsewhere = core.Request(to: ExperimentId.New(core.Time));
        var first = core.Writer.AppendAsync(elsewhere, default);
        await gate.Arrived;
        var commits = core.Log.Commits.Count;
        var answers = requests.Select(request => core.Writer.AppendAsync(request, default)).ToArray();
        gate.Open();
        await Task.WhenAll([first, .. answers]).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(requests.Length, core.Log.Commits[commits].Count);
    }

    private sealed class NotingBackplane : IBackplane
    {
        private bool _on;

        /// <summary>Runs when a batch is published.</summary>
        public Action? Publishing { get; set; }

        public List<EventBatch> Published { get; } = [];

        public HashSet<ExperimentId> Unwanted { get; } = [];

        /// <summary>Whether every second question is answered with no.</summary>
        public bool Flickers { get; init; }

        public string Engine => "noting";

        public bool Wants(ExperimentId experimentId) =>
            !Unwanted.Contains(experimentId) && (!Flickers || (_on = !_on));

        public Task Publish(EventBatch batch)
        {
            Publishing?.Invoke();
            Published.Add(batch);
            return Task.CompletedTask;
        }

        public ValueTask<IAsyncDisposable> ListenAsync(
            ExperimentId experimentId, Func<EventBatch, Task> listener, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nobody subscribes in these tests.");
    }
}
