using System.IO.Compression;
using System.Text;
using CrowdMind.Agents;
using CrowdMind.Backplanes;
using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Objects;
using CrowdMind.Retention;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Objects;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.Server.Tests.Retention;

/// <summary>What was stopped long ago goes, its log first to the object store if that was asked for; all else stays.</summary>
public abstract class RetentionSpec : IAsyncLifetime
{
    private const int Days = 30;

    private readonly ManualTime _clock = new();
    private readonly TemporaryFolder _objects = new();
    private ILogEngine _engine = null!; // Set before each test.
    private IObjectStore _store = null!; // As above.
    private FeedRegistry _feeds = null!; // As above.
    private AgentId _agent;

    /// <summary>Opens the engine on this test's data.</summary>
    private protected abstract Task<ILogEngine> OpenAsync(TimeProvider time);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _engine = await OpenAsync(_clock);
        _store = LocalGround.Open(_objects.Path);
        _feeds = new FeedRegistry(_engine.Log, new InProcessBackplane(), new FeedOptions(), Unmeasured.Feeds(), _clock);
        _agent = AgentId.New(_clock);
        await _engine.Agents.AddAsync(new Agent(_agent, "walker", AgentType.Digital, null, _clock.Now()), default);
    }

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        _objects.Delete();
    }

    [Fact]
    public async Task Only_what_was_stopped_longer_ago_is_deleted()
    {
        var (old, restarted, draft) = (await AddStoppedAsync(), await AddStoppedAsync(), await AddAsync());
        await ChangeAsync(restarted, ExperimentStatus.Running);
        _clock.Advance(TimeSpan.FromDays(Days));
        var recent = await AddStoppedAsync();
        Assert.Empty(await SweepAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));
        var outcome = Assert.IsType<RetentionOutcome.Deleted>(Assert.Single(await SweepAsync()));
        Assert.Equal((old, null), (outcome.Experiment.Id, outcome.Archive));
        Assert.False(await IsThereAsync(old));
        Assert.All(await Task.WhenAll(new[] { restarted, draft, recent }.Select(IsThereAsync)), Assert.True);
        Assert.Empty(Archives);
    }

    [Fact]
    public async Task An_archive_is_the_whole_log_line_by_line_and_there_before_the_experiment_goes()
    {
        var id = await AddStoppedAsync(reactions: 3000, payload: "{\n\"mood\" : \"calm\"}");
        var log = await ReadAsync(id);
        await OverdueAsync();
        var outcome = Assert.IsType<RetentionOutcome.Deleted>(Assert.Single(await SweepAsync(archives: true)));
        Assert.Equal($"archives/experiments/{id}.jsonl.gz", outcome.Archive?.Value);
        Assert.Equal(log.Select(json => json.Replace('\n', ' ')), await UnpackAsync(id));
        Assert.False(await IsThereAsync(id));
    }

    [Fact]
    public async Task A_sweep_that_died_after_the_archive_is_finished_by_the_next()
    {
        var id = await AddStoppedAsync();
        var log = await ReadAsync(id);
        await OverdueAsync();
        var found = (await _engine.Experiments.FindAsync(id, default))!; // It is there.
        await new LogArchive(_engine.Log, _store).StoreAsync(found, default);
        Assert.True(await IsThereAsync(id));
        Assert.IsType<RetentionOutcome.Deleted>(Assert.Single(await SweepAsync(archives: true)));
        Assert.Equal(log, await UnpackAsync(id));
    }

    [Fact]
    public async Task As_long_as_the_store_fails_the_experiment_stays()
    {
        var id = await AddStoppedAsync();
        await OverdueAsync();
        var inTheWay = _objects.File("archives");
        await File.WriteAllTextAsync(inTheWay, "no folder");
        var failed = Assert.IsType<RetentionOutcome.Failed>(Assert.Single(await SweepAsync(archives: true)));
        Assert.IsType<ObjectStoreUnavailableException>(failed.Why);
        Assert.Equal(4, (await ReadAsync(id)).Count);
        File.Delete(inTheWay);
        Assert.IsType<RetentionOutcome.Deleted>(Assert.Single(await SweepAsync(archives: true)));
        Assert.Single(Archives);
    }

    [Fact]
    public async Task One_that_fails_does_not_keep_the_others()
    {
        var ids = new List<ExperimentId>();
        for (var n = 0; n < Limits.RetentionPortion + 5; n++)
            ids.Add(await AddStoppedAsync(reactions: 1));
        await OverdueAsync();
        var stuck = LogArchive.KeyOf(ids[3]).Value;
        Directory.CreateDirectory(_objects.File(stuck));
        var outcomes = await SweepAsync(archives: true);
        Assert.Equal(ids[3], Assert.Single(outcomes.OfType<RetentionOutcome.Failed>()).Experiment.Id);
        Assert.Equal(ids.Count - 1, outcomes.OfType<RetentionOutcome.Deleted>().Count());
    }

    [Fact]
    public async Task One_that_is_started_while_its_log_is_stored_stays_and_its_archive_goes()
    {
        var id = await AddStoppedAsync();
        await OverdueAsync();
        var meanwhile = new MeanwhileStore(_store, () => ChangeAsync(id, ExperimentStatus.Running));
        Assert.IsType<RetentionOutcome.Restarted>(Assert.Single(await SweepAsync(archives: true, meanwhile)));
        Assert.Equal(5, (await ReadAsync(id)).Count);
        Assert.Empty(Archives);
    }

    [Fact]
    public async Task Sweeps_at_once_delete_it_once_and_leave_a_whole_archive()
    {
        var id = await AddStoppedAsync(reactions: 2000);
        var log = await ReadAsync(id);
        await OverdueAsync();
        var outcomes = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SweepAsync(archives: true)))))
            .SelectMany(some => some).ToArray();
        Assert.NotEmpty(outcomes.OfType<RetentionOutcome.Deleted>());
        Assert.DoesNotContain(outcomes, one => one is RetentionOutcome.Failed or RetentionOutcome.Restarted);
        Assert.Equal(log, await UnpackAsync(id));
        Assert.False(await IsThereAsync(id));
    }

    [Fact]
    public async Task Who_still_follows_it_is_told_that_it_was_deleted()
    {
        var id = await AddStoppedAsync();
        var sink = new EndSink();
        var outcome = await _feeds.SubscribeAsync(id, Seq.Zero, default);
        Assert.IsType<SubscribeOutcome.Subscribed>(outcome).Subscription.Start(sink);
        await OverdueAsync();
        await SweepAsync();
        Assert.Equal(SubscriptionEnd.ExperimentDeleted, await sink.Ended.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private string[] Archives =>
        [.. Directory.EnumerateFiles(_objects.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_objects.Path, file))];

    private Task OverdueAsync()
    {
        _clock.Advance(TimeSpan.FromDays(Days + 1));
        return Task.CompletedTask;
    }

    private async Task<List<RetentionOutcome>> SweepAsync(bool archives = false, IObjectStore? store = null)
    {
        var options = new RetentionOptions { Age = TimeSpan.FromDays(Days), Archives = archives };
        var archive = new LogArchive(_engine.Log, store ?? _store);
        var sweep = new RetentionSweep(options, _engine.Experiments, archive, store ?? _store, _feeds, _clock);
        var outcomes = new List<RetentionOutcome>();
        await foreach (var outcome in sweep.RunAsync(default))
            outcomes.Add(outcome);
        return outcomes;
    }

    private async Task<ExperimentId> AddAsync()
    {
        var id = ExperimentId.New(_clock);
        await _engine.Experiments.AddAsync(
            new Experiment(id, "evacuation", ExperimentStatus.Draft, null, null, null, _clock.Now(), Seq.Zero), default);
        return id;
    }

    private async Task<ExperimentId> AddStoppedAsync(int reactions = 2, string payload = "{}")
    {
        var id = await AddAsync();
        await ChangeAsync(id, ExperimentStatus.Running);
        var bytes = Encoding.UTF8.GetBytes(payload);
        var drafts = Enumerable.Range(0, reactions).Select(_ => new ReactionDraft(ReactionId.New(_clock), _agent, bytes));
        await _engine.Log.AppendAsync([new AppendRequest.Reactions(id, [.. drafts])], default);
        await ChangeAsync(id, ExperimentStatus.Stopped);
        return id;
    }

    private async Task ChangeAsync(ExperimentId id, ExperimentStatus status) => Assert.IsType<AppendOutcome.StatusChanged>(
        Assert.Single(await _engine.Log.AppendAsync([new AppendRequest.StatusChange(id, status)], default)));

    private async Task<bool> IsThereAsync(ExperimentId id) => await _engine.Experiments.FindAsync(id, default) is not null;

    private async Task<List<string>> ReadAsync(ExperimentId id)
    {
        var events = new List<string>();
        while (await _engine.Log.ReadAfterAsync(id, new Seq(events.Count), default) is { } page)
            events.AddRange(Enumerable.Range(0, page.Count).Select(i => Encoding.UTF8.GetString(page[i].Json.Span)));
        return events;
    }

    private async Task<string[]> UnpackAsync(ExperimentId id)
    {
        await using var packed = File.OpenRead(_objects.File(LogArchive.KeyOf(id).Value));
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var text = await lines.ReadToEndAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text[..^1].Split('\n');
    }

    /// <summary>Something happens whenever an object was stored.</summary>
    private sealed class MeanwhileStore(IObjectStore store, Func<Task> happensAsync) : IObjectStore
    {
        public string Engine => store.Engine;

        public long LargestObject => store.LargestObject;

        public Task<IncomingFile?> ReceiveAsync(Stream source, long limit, CancellationToken cancellationToken) =>
            store.ReceiveAsync(source, limit, cancellationToken);

        public async Task<PutOutcome> PutAsync(ObjectKey key, IncomingFile file, CancellationToken cancellationToken)
        {
            var outcome = await store.PutAsync(key, file, cancellationToken);
            await happensAsync();
            return outcome;
        }

        public Task<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellationToken) => store.FindAsync(key, cancellationToken);

        public Task<ObjectContent?> OpenAsync(ObjectKey key, ByteRange range, CancellationToken cancellationToken) =>
            store.OpenAsync(key, range, cancellationToken);

        public Task<Uri?> SignUrlAsync(ObjectKey key, TimeSpan lifetime, string fileName, CancellationToken cancellationToken) =>
            store.SignUrlAsync(key, lifetime, fileName, cancellationToken);

        public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

        public IAsyncEnumerable<StoredObject> ListAsync(ObjectFolder folder, CancellationToken cancellationToken) =>
            store.ListAsync(folder, cancellationToken);
    }

    private sealed class EndSink : IEventSink
    {
        private readonly TaskCompletionSource<SubscriptionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<SubscriptionEnd> Ended => _ended.Task;

        public string Transport => "test";

        public long Progress => 0;

        public ValueTask SendAsync(EventBatch batch) => ValueTask.CompletedTask;

        public void End(SubscriptionEnd end) => _ended.TrySetResult(end);
    }
}
