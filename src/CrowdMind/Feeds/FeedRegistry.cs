using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>
/// The one way to follow logs: the feeds of an instance, made on first use and let go when nobody reads them any more.
/// </summary>
public sealed class FeedRegistry
{
    private readonly IExperimentLog _log;
    private readonly IBackplane _backplane;
    private readonly FeedOptions _options;
    private readonly FeedMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly LogPages _pages;

    // Guards the fields below and the entries' counters; never held across a wait.
    private readonly Lock _gate = new();
    private readonly Dictionary<ExperimentId, Entry> _entries = [];
    private bool _draining;

    /// <summary>Follows nothing yet.</summary>
    /// <param name="log">The truth.</param>
    /// <param name="backplane">What brings fresh batches.</param>
    /// <param name="options">What an operator may set.</param>
    /// <param name="metrics">What is measured.</param>
    /// <param name="time">The clock.</param>
    public FeedRegistry(
        IExperimentLog log, IBackplane backplane, FeedOptions options, FeedMetrics metrics, TimeProvider time)
    {
        (_log, _backplane, _options, _metrics, _time) = (log, backplane, options, metrics, time);
        _pages = new LogPages(log);
        metrics.Watch(Stand);
    }

    /// <summary>How many feeds there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Subscribes to a log after a place, or at its head.</summary>
    /// <exception cref="LogUnavailableException">The log could not be read.</exception>
    public async Task<SubscribeOutcome> SubscribeAsync(
        ExperimentId experimentId, Seq? after, CancellationToken cancellationToken)
    {
        if (Enter(experimentId) is not { } entry)
            return new SubscribeOutcome.Draining();
        try
        {
            if (!await entry.Opened.Value.WaitAsync(cancellationToken))
            {
                Remove(experimentId, entry);
                return new SubscribeOutcome.ExperimentNotFound();
            }

            var (subscription, head) = await entry.Feed.SubscribeAsync(after);
            if (subscription is not null)
                _metrics.Subscribed(resumed: after is not null);
            return subscription is null
                ? new SubscribeOutcome.AfterBeyondHead(after!.Value, head)
                : new SubscribeOutcome.Subscribed(subscription);
        }
        catch
        {
            if (entry.Opened.Value.IsFaulted)
                Remove(experimentId, entry);
            throw;
        }
        finally
        {
            Exit(entry);
        }
    }

    /// <summary>Whether the log holds events after a place.</summary>
    /// <exception cref="LogUnavailableException">The log could not be read.</exception>
    public async Task<bool> ReachesBeyondAsync(ExperimentId experimentId, Seq seq)
    {
        var heads = await _log.ReadHeadsAsync([experimentId], CancellationToken.None);
        return heads.TryGetValue(experimentId, out var head) && head > seq;
    }

    /// <summary>Ends all subscriptions of one experiment.</summary>
    public void End(ExperimentId experimentId, SubscriptionEnd end)
    {
        Entry? entry;
        lock (_gate)
            entry = _entries.GetValueOrDefault(experimentId);
        if (entry is null)
            return;
        Remove(experimentId, entry);
        entry.Feed.End(end);
    }

    /// <summary>Whether the instance is stopping.</summary>
    public bool IsDraining => Volatile.Read(ref _draining);

    /// <summary>Takes no new subscriptions: the instance is stopping.</summary>
    public void Close()
    {
        lock (_gate)
            Volatile.Write(ref _draining, true);
    }

    /// <summary>
    /// The instance is stopping: takes no new subscriptions, and ends those there are a few at a time, so that they do not
    /// all come to the other instances at once. Those whose turn has not come are served as ever.
    /// </summary>
    /// <param name="within">The time until the last is told; a handful is told at once.</param>
    public async Task DrainAsync(TimeSpan within)
    {
        Close();
        Entry[] entries;
        lock (_gate)
            entries = [.. _entries.Values];
        Subscription[] subscriptions = [.. entries.SelectMany(entry => entry.Feed.Subscriptions())];
        await Farewell.TellAsync(subscriptions, static one => one.End(SubscriptionEnd.Draining), within, _time);

        // Those too that were being made when this began.
        foreach (var entry in entries)
            entry.Feed.End(SubscriptionEnd.Draining);
    }

    /// <summary>Compares every feed with the log, in one question, and lets idle feeds go.</summary>
    /// <exception cref="LogUnavailableException">The log could not be read.</exception>
    public async Task CheckHeadsAsync(CancellationToken cancellationToken)
    {
        var entries = Sweep();
        if (entries.Count == 0)
            return;
        var heads = await _log.ReadHeadsAsync(entries.ConvertAll(pair => pair.Key), cancellationToken);
        foreach (var (experimentId, entry) in entries)
        {
            if (heads.TryGetValue(experimentId, out var head))
                entry.Feed.Learn(head);
            else
                End(experimentId, SubscriptionEnd.ExperimentDeleted);
        }
    }

    private FeedStanding Stand()
    {
        Entry[] entries;
        lock (_gate)
            entries = [.. _entries.Values];
        return entries.Aggregate(default(FeedStanding), (standing, entry) => entry.Feed.StandBeside(standing));
    }

    private Entry? Enter(ExperimentId experimentId)
    {
        lock (_gate)
        {
            if (_draining)
                return null;
            if (!_entries.TryGetValue(experimentId, out var entry))
            {
                var feed = new Feed(experimentId, _log, _pages, _options, _metrics, _time);
                _entries[experimentId] = entry = new Entry(feed, new(() => feed.OpenAsync(_backplane)));
            }

            entry.Entering++;
            return entry;
        }
    }

    private void Exit(Entry entry)
    {
        lock (_gate)
        {
            entry.Entering--;
            entry.LastUse = _time.GetTimestamp();
        }
    }

    private void Remove(ExperimentId experimentId, Entry entry)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(experimentId, out var current) || current != entry)
                return;
            _entries.Remove(experimentId);
        }

        _ = entry.Feed.DisposeAsync().AsTask();
    }

    private List<KeyValuePair<ExperimentId, Entry>> Sweep()
    {
        List<KeyValuePair<ExperimentId, Entry>> open = [];
        List<KeyValuePair<ExperimentId, Entry>> idle = [];
        lock (_gate)
        {
            foreach (var pair in _entries)
                (IsIdle(pair.Value) ? idle : open).Add(pair);

            // In the same breath, so that nobody enters a feed that is being let go.
            idle.ForEach(pair => _entries.Remove(pair.Key));
        }

        idle.ForEach(pair => _ = pair.Value.Feed.DisposeAsync().AsTask());
        _pages.Turn();
        open.RemoveAll(pair => !pair.Value.Opened.Value.IsCompletedSuccessfully);
        var share = Limits.FeedWindowsBytes / Math.Max(1, open.Count);
        var window = Math.Clamp(share, Limits.FeedWindowLeastBytes, Limits.FeedWindowMostBytes);
        open.ForEach(pair => pair.Value.Feed.Sweep(window));
        return open;
    }

    private bool IsIdle(Entry entry)
    {
        if (entry.Entering > 0 || !entry.Feed.IsEmpty)
        {
            entry.LastUse = _time.GetTimestamp();
            return false;
        }

        return _time.GetElapsedTime(entry.LastUse) > TimeSpan.FromSeconds(Limits.FeedLingerSeconds);
    }

    private sealed class Entry(Feed feed, Lazy<Task<bool>> opened)
    {
        public Feed Feed { get; } = feed;

        public Lazy<Task<bool>> Opened { get; } = opened;

        public int Entering { get; set; }

        public long LastUse { get; set; }
    }
}
