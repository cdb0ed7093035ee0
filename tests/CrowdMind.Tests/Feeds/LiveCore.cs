using System.Diagnostics.Metrics;
using System.Text;
using CrowdMind.Agents;
using CrowdMind.Backplanes;
using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Recording;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.Tests.Feeds;

/// <summary>The live core of one instance, from log writer to feeds, on an engine in memory and a clock that stands still.</summary>
internal sealed class LiveCore : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly Task _writing;

    private LiveCore(IBackplane backplane, Meter meter)
    {
        Engine = new MemoryEngine(new MemoryData(), Time);
        Log = new GatedLog(Engine.Log);
        Backplane = backplane;
        Feeds = new FeedRegistry(Log, backplane, new FeedOptions(), new FeedMetrics(meter), Time);
        Writer = new LogWriter(Log, backplane, new WriterMetrics(meter), Time);
        _writing = Writer.RunAsync();
    }

    public ManualTime Time { get; } = new();

    public MemoryEngine Engine { get; }

    public GatedLog Log { get; }

    public IBackplane Backplane { get; }

    public FeedRegistry Feeds { get; }

    public LogWriter Writer { get; }

    public AgentId Agent { get; private set; }

    public ExperimentId Experiment { get; private set; }

    public static async Task<LiveCore> StartAsync(IBackplane? backplane = null, int events = 0, Meter? meter = null)
    {
        var core = new LiveCore(backplane ?? new InProcessBackplane(), meter ?? Unmeasured.Meter);
        core.Agent = AgentId.New(core.Time);
        await core.Engine.Agents.AddAsync(
            new Agent(core.Agent, "walker", AgentType.Digital, null, core.Time.Now()), default);
        core.Experiment = await core.AddExperimentAsync();
        if (events > 0)
            await core.AppendAsync(events);
        return core;
    }

    public async Task<ExperimentId> AddExperimentAsync()
    {
        var id = ExperimentId.New(Time);
        await Engine.Experiments.AddAsync(
            new Experiment(id, "evacuation", ExperimentStatus.Draft, null, null, null, Time.Now(), Seq.Zero), default);
        return id;
    }

    public AppendRequest.Reactions Request(int count = 1, string payload = "{}", ExperimentId? to = null)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return new(to ?? Experiment, [.. Enumerable.Range(0, count).Select(_ => new ReactionDraft(ReactionId.New(Time), Agent, bytes))]);
    }

    /// <summary>Appends reactions in one request; gives the seq of the last.</summary>
    public async Task<long> AppendAsync(int count = 1, string payload = "{}")
    {
        var outcome = await Writer.AppendAsync(Request(count, payload), default).WaitAsync(Within);
        return Assert.IsType<AppendOutcome.Appended>(outcome).Reactions[^1].Seq.Value;
    }

    /// <summary>The head as the log knows it.</summary>
    public async Task<Seq> HeadAsync() => (await Engine.Log.ReadHeadsAsync([Experiment], default))[Experiment];

    public Task<AppendOutcome> ChangeAsync(ExperimentStatus status) =>
        Writer.AppendAsync(new AppendRequest.StatusChange(Experiment, status), default).WaitAsync(Within);

    public Task<SubscribeOutcome> AskAsync(long? after) =>
        Feeds.SubscribeAsync(Experiment, after is { } seq ? new Seq(seq) : null, default).WaitAsync(Within);

    /// <summary>Subscribes, which must succeed, and does not start yet.</summary>
    public async Task<Subscription> SubscribeAsync(long? after = null) =>
        Assert.IsType<SubscribeOutcome.Subscribed>(await AskAsync(after)).Subscription;

    /// <summary>Subscribes and starts.</summary>
    public async Task<Subscription> FollowAsync(RecordingSink sink, long? after = null)
    {
        var subscription = await SubscribeAsync(after);
        subscription.Start(sink);
        return subscription;
    }

    public Task CheckHeadsAsync() => Feeds.CheckHeadsAsync(default);

    public async ValueTask DisposeAsync()
    {
        Writer.Close();
        await _writing.WaitAsync(Within);
    }
}
