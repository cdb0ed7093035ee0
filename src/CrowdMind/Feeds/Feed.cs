using CrowdMind.Backplanes;
using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>
/// One instance's live tail of one log. It takes batches in order, whoever brings them: one that continues its tail is
/// kept, one it has is dropped, and a gap is filled from the log. What it has accepted, its dispatcher sends round.
/// </summary>
internal sealed partial class Feed : IThreadPoolWorkItem, IAsyncDisposable
{
    private readonly ExperimentId _experimentId;
    private readonly IExperimentLog _log;
    private readonly FeedOptions _options;

    // Guards every field below; held for list work only, never across I/O. The round's members are the dispatcher's
    // while it runs, and the lock holder's while it does not.
    private readonly Lock _gate = new();
    private readonly HashSet<Subscription> _subscriptions = [];
    private readonly Round _round = new();
    private readonly List<Subscription> _joining = [];
    private readonly PendingBatches _pending = new();
    private readonly FeedWindow _window = new();
    private List<EventBatch>? _early = [];
    private IAsyncDisposable? _listening;
    private long _windowBytes = Limits.FeedWindowLeastBytes;
    private Seq _head;
    private Seq _tail;
    private Seq _known;
    private Seq _headAtLastSweep;
    private SubscriptionEnd? _ended;
    private bool _dispatching;
    private bool _filling;
    private bool _disposed;

    public Feed(
        ExperimentId experimentId, IExperimentLog log, LogPages pages, FeedOptions options, FeedMetrics metrics, TimeProvider time)
    {
        (_experimentId, _log, _options, Metrics, Time) = (experimentId, log, options, metrics, time);
        CatchUp = new CatchUp(experimentId, log, pages);
    }

    public TimeProvider Time { get; }

    public FeedMetrics Metrics { get; }

    public CatchUp CatchUp { get; }

    public TimeSpan SlowSubscriberTimeout => _options.SlowSubscriberTimeout;

    /// <summary>Begins to follow the log; false when there is no such experiment.</summary>
    public async Task<bool> OpenAsync(IBackplane backplane)
    {
        // Listen first, read second: what is committed after the head was read has been heard.
        var listening = await backplane.ListenAsync(_experimentId, Accept, CancellationToken.None);
        if (!Keep(listening))
        {
            await listening.DisposeAsync();
            return false;
        }

        if (await ReadHeadAsync() is not { } head)
            return false;
        lock (_gate)
        {
            _head = _tail = _known = _headAtLastSweep = head;
            (var early, _early) = (_early!, null);
            early.ForEach(AcceptLocked);
        }

        return true;
    }

    /// <summary>Makes a subscription, or null when it would start beyond the head.</summary>
    public async Task<(Subscription? Subscription, Seq Head)> SubscribeAsync(Seq? after)
    {
        lock (_gate)
        {
            if (after is null || after <= _tail)
                return (Admit(after ?? _tail, _tail), _tail);
        }

        var head = await ReadHeadAsync() ?? Seq.Zero;
        Learn(head);
        lock (_gate)
            return (after > head ? null : Admit(after.Value, head), head);
    }

    /// <summary>Whether nobody is subscribed.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _subscriptions.Count == 0;
        }
    }

    /// <summary>Those who are subscribed now.</summary>
    public Subscription[] Subscriptions()
    {
        lock (_gate)
            return [.. _subscriptions];
    }

    /// <summary>How the feed stands, beside others.</summary>
    public FeedStanding StandBeside(FeedStanding others)
    {
        lock (_gate)
        {
            var (laggards, furthest) = (0, 0L);
            foreach (var subscription in _subscriptions)
            {
                var behind = subscription.BehindOf(_head);
                laggards += behind > 0 ? 1 : 0;
                furthest = Math.Max(furthest, behind);
            }

            return others.With(laggards, furthest);
        }
    }

    /// <summary>Ends all subscriptions, also those that are just being made.</summary>
    public void End(SubscriptionEnd end)
    {
        lock (_gate)
            _ended = end;
        Array.ForEach(Subscriptions(), subscription => subscription.End(end));
    }

    /// <summary>Takes a batch from the backplane.</summary>
    /// <returns>Completes when the dispatcher is no more than a round behind.</returns>
    public Task Accept(EventBatch batch)
    {
        lock (_gate)
        {
            if (_early is null)
                AcceptLocked(batch);
            else
                _early.Add(batch);
            return _pending.Room;
        }
    }

    /// <summary>Hears how far the log has got, and fetches what the feed lacks.</summary>
    public void Learn(Seq head)
    {
        lock (_gate)
        {
            _known = head > _known ? head : _known;
            FillIfBehind(byHeadsCheck: true);
        }
    }

    /// <summary>Lets old batches go when nothing has happened since the last sweep.</summary>
    /// <param name="windowBytes">What the feed may keep from now on.</param>
    public void Sweep(long windowBytes)
    {
        lock (_gate)
        {
            _windowBytes = windowBytes;
            if (_headAtLastSweep == _head)
                _window.Clear();
            _headAtLastSweep = _head;
        }
    }

    /// <summary>Puts the subscription into the round; false while it is behind the head.</summary>
    public bool TryJoin(Subscription subscription)
    {
        lock (_gate)
        {
            if (subscription.IsEnded)
                return true;
            if (subscription.Cursor < _head)
                return false;
            if (_dispatching || subscription.Cursor > _head)
                _joining.Add(subscription);
            else
                _round.Add(subscription);
            return true;
        }
    }

    /// <summary>Takes an ended subscription out; the dispatcher does it itself when it is running.</summary>
    public void Leave(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions.Remove(subscription);
            _joining.Remove(subscription);
            if (!_dispatching)
                _round.Remove(subscription);
        }
    }

    /// <summary>The events after a place that is behind the head, or null when the experiment is gone.</summary>
    public async ValueTask<EventBatch?> ReadAfterAsync(Seq after)
    {
        Seq head;
        lock (_gate)
        {
            if (_window.Find(after) is { } recent)
            {
                Metrics.TookPage(fromLog: false);
                return recent;
            }

            head = _head;
        }

        Metrics.TookPage(fromLog: true);
        return (await CatchUp.ReadAfterAsync(after))?.UpTo(head);
    }

    /// <summary>Stops listening, also when it is only about to begin.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
            _disposed = true;
        return _listening?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>The dispatcher: sends what is pending, until nothing is. What arrives during a round goes in the next.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            EventBatch batch;
            lock (_gate)
            {
                AdmitJoining();
                if (_pending.IsEmpty)
                {
                    _round.Prune();
                    _dispatching = false;
                    FillIfBehind();
                    return;
                }

                batch = _pending.TakeRound();
                _window.Add(batch, _windowBytes);
                _head = batch.Last;
            }

            Metrics.Sent(batch, _round.Send(batch), Time);
        }
    }

    private bool Keep(IAsyncDisposable listening)
    {
        lock (_gate)
        {
            if (!_disposed)
                _listening = listening;
            return !_disposed;
        }
    }

    private Subscription Admit(Seq cursor, Seq head)
    {
        var subscription = new Subscription(this, cursor, head);
        _subscriptions.Add(subscription);
        if (_ended is { } end)
            subscription.End(end);
        return subscription;
    }

    private void AcceptLocked(EventBatch batch)
    {
        _known = batch.Last > _known ? batch.Last : _known;
        if (batch.Last > _tail && batch.First <= _tail.Next && !_pending.IsFull)
        {
            _pending.Add(batch.After(_tail));
            _tail = batch.Last;
            Dispatch();
        }

        FillIfBehind();
    }

    private void Dispatch()
    {
        if (_dispatching)
            return;
        _dispatching = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void AdmitJoining()
    {
        for (var i = _joining.Count - 1; i >= 0; i--)
        {
            var subscription = _joining[i];
            if (subscription.Cursor > _head && !subscription.IsEnded)
                continue;
            _joining.RemoveAt(i);
            if (subscription.IsEnded)
                continue;
            if (subscription.Cursor == _head)
                _round.Add(subscription);
            else
                subscription.GoAlone();
        }
    }
}
