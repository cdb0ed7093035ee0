using CrowdMind.Backplanes;
using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Recording;
using CrowdMind.Server.Hosting;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Engines;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrowdMind.Server.Tests.Hosting;

public sealed class LiveCoreHostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ManualTime _time = new();
    private readonly IExperimentStore _experiments;
    private readonly GatedLog _log;
    private readonly LogWriter _writer;
    private readonly FeedRegistry _feeds;

    public LiveCoreHostTests()
    {
        var engine = new MemoryEngine(new MemoryData(), _time);
        _experiments = engine.Experiments;
        _log = new GatedLog(engine.Log);
        var backplane = new InProcessBackplane();
        _writer = new LogWriter(_log, backplane, Unmeasured.Writer(), _time);
        _feeds = new FeedRegistry(_log, backplane, new FeedOptions(), Unmeasured.Feeds(), _time);
    }

    [Fact]
    public async Task An_instance_that_lost_its_heads_check_does_not_run_on()
    {
        var experiment = new Experiment(
            ExperimentId.New(_time), "evacuation", ExperimentStatus.Draft, null, null, null, _time.Now(), Seq.Zero);
        await _experiments.AddAsync(experiment, default);
        using var followed = ((SubscribeOutcome.Subscribed)await _feeds.SubscribeAsync(experiment.Id, null, default)).Subscription;
        _log.AskingHeads = () => Task.FromException(new InvalidDataException("A head below zero."));
        using var host = Host(_experiments);
        await host.StartAsync(default);
        await _time.TimerAsync();
        _time.Advance(TimeSpan.FromSeconds(Limits.HeadsCheckSeconds));
        await Assert.ThrowsAsync<InvalidDataException>(() => host.ExecuteTask!.WaitAsync(Patience));
        await host.StopAsync(default);
    }

    [Fact]
    public async Task What_deletions_left_is_removed_as_soon_as_the_database_lets_it()
    {
        var experiments = new RefusingExperiments(_experiments, refusals: 2);
        using var host = Host(experiments);
        await host.StartAsync(default);
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(Limits.SweepSeconds));
                return experiments.Finished;
            },
            Patience,
            () => "the deletions were never finished");
        Assert.False(host.ExecuteTask!.IsCompleted);
        await host.StopAsync(default);
    }

    private LiveCoreHost Host(IExperimentStore experiments) =>
        new(_writer, new HeadsCheck(_feeds, _time), experiments, _time, NullLogger<LiveCoreHost>.Instance);

    /// <summary>A store whose database is away a few times.</summary>
    private sealed class RefusingExperiments(IExperimentStore experiments, int refusals) : IExperimentStore
    {
        private int _asked;

        public bool Finished { get; private set; }

        public Task AddAsync(Experiment experiment, CancellationToken cancellationToken) =>
            experiments.AddAsync(experiment, cancellationToken);

        public Task<Experiment?> FindAsync(ExperimentId id, CancellationToken cancellationToken) =>
            experiments.FindAsync(id, cancellationToken);

        public Task<Listing<Experiment>> ListAsync(
            ExperimentStatus? status, Slice slice, CancellationToken cancellationToken) =>
            experiments.ListAsync(status, slice, cancellationToken);

        public Task<bool> DeleteAsync(ExperimentId id, CancellationToken cancellationToken) =>
            experiments.DeleteAsync(id, cancellationToken);

        public Task<IReadOnlyList<Experiment>> FindEndedAsync(DateTimeOffset before, Slice slice, CancellationToken cancellationToken) =>
            experiments.FindEndedAsync(before, slice, cancellationToken);

        public Task<bool> DeleteEndedAsync(ExperimentId id, Seq head, CancellationToken cancellationToken) =>
            experiments.DeleteEndedAsync(id, head, cancellationToken);

        public async Task FinishDeletionsAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _asked) <= refusals)
                throw GatedLog.Away();
            await experiments.FinishDeletionsAsync(cancellationToken);
            Finished = true;
        }
    }
}
