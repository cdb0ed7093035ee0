using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>
/// One connection's reading of one log, through its cursor. It is either in its feed's round, where the dispatcher moves
/// it, or alone, where it moves itself: from the feed's window, or behind that from the log, until it stands at the head
/// and joins the round. Replay and live are this one loop.
/// </summary>
public sealed class Subscription : IDisposable
{
    private const int NotEnded = -1;

    private readonly Feed _feed;
    private IEventSink? _sink;
    private int _ended = NotEnded;
    private int _told;

    internal Subscription(Feed feed, Seq cursor, Seq head)
    {
        _feed = feed;
        Cursor = cursor;
        Head = head;
    }

    /// <summary>The last event that was sent, or the place where the subscription starts.</summary>
    public Seq Cursor { get; private set; }

    /// <summary>The log's head when the subscription was made.</summary>
    public Seq Head { get; }

    /// <summary>Whether it has ended, from either side.</summary>
    public bool IsEnded => Volatile.Read(ref _ended) != NotEnded;

    internal int Place { get; set; } = -1;

    /// <summary>How many events it is behind a head, if it catches up on its own.</summary>
    internal long BehindOf(Seq head) => Place < 0 && head > Cursor ? head - Cursor : 0;

    /// <summary>Sends the sink everything after the cursor, from now on. Called once.</summary>
    public void Start(IEventSink sink)
    {
        _feed.Metrics.Count(sink, +1);
        Interlocked.Exchange(ref _sink, sink);
        if (IsEnded)
            Tell();
        else if (!_feed.TryJoin(this))
            GoAlone();
    }

    /// <summary>The subscriber left: nothing more is sent, the sink hears nothing.</summary>
    public void Dispose() => End(SubscriptionEnd.Left);

    /// <summary>The subscriber may follow no longer: nothing more is sent, the sink is told.</summary>
    public void Revoke() => End(SubscriptionEnd.Unauthorized);

    internal void End(SubscriptionEnd end)
    {
        if (Interlocked.CompareExchange(ref _ended, (int)end, NotEnded) != NotEnded)
            return;
        _feed.Leave(this);
        _feed.Metrics.Ended(end);
        Tell();
    }

    /// <summary>Tells the sink once, as soon as there is one and there is an end to tell.</summary>
    private void Tell()
    {
        if (_sink is not { } sink || Interlocked.Exchange(ref _told, 1) != 0)
            return;
        _feed.Metrics.Count(sink, -1);
        if ((SubscriptionEnd)Volatile.Read(ref _ended) is var end and not SubscriptionEnd.Left)
            sink.End(end);
    }

    /// <summary>Sends a batch from the round; false when the subscription leaves the round.</summary>
    internal bool TrySend(EventBatch batch)
    {
        if (IsEnded)
            return false;
        ValueTask write;
        try
        {
            write = _sink!.SendAsync(batch);
        }
        catch (Exception)
        {
            // Whatever a connection says when it is gone; the round goes on without it.
            End(SubscriptionEnd.Left);
            return false;
        }

        if (write.IsCompletedSuccessfully)
        {
            Cursor = batch.Last;
            return true;
        }

        _ = RunAloneAsync(write, batch);
        return false;
    }

    internal void GoAlone() =>
        ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.RunAloneAsync(default, null), this, preferLocal: false);

    private async Task RunAloneAsync(ValueTask write, EventBatch? batch)
    {
        _feed.CatchUp.Enter();
        try
        {
            while (!IsEnded)
            {
                if (!await TakenAsync(write))
                {
                    End(SubscriptionEnd.TooSlow);
                    return;
                }

                if (batch is not null)
                {
                    Cursor = batch.Last;
                    _feed.Metrics.Delivered(batch.Count);
                }

                if (_feed.TryJoin(this))
                    return;

                // One page, then to the end of the queue: laggards take turns instead of holding a thread until they are done.
                await Task.Yield();
                batch = await _feed.ReadAfterAsync(Cursor);
                if (batch is null)
                {
                    End(SubscriptionEnd.ExperimentDeleted);
                    return;
                }

                write = _sink!.SendAsync(batch);
            }
        }
        catch (LogUnavailableException)
        {
            End(SubscriptionEnd.LogUnavailable);
        }
        catch (Exception)
        {
            // Whatever a connection says when it is gone.
            End(SubscriptionEnd.Left);
        }
        finally
        {
            _feed.CatchUp.Leave();
        }
    }

    /// <summary>Waits for a write, as long as the connection moves at all.</summary>
    private async ValueTask<bool> TakenAsync(ValueTask write)
    {
        if (write.IsCompleted)
        {
            await write;
            return true;
        }

        var task = write.AsTask();
        while (true)
        {
            var before = _sink!.Progress;
            try
            {
                await task.WaitAsync(_feed.SlowSubscriberTimeout, _feed.Time);
                return true;
            }
            catch (TimeoutException)
            {
                // What the connection has to say may wait for a thread: our own delay is not the subscriber's.
                await Task.Yield();
                if (task.IsCompleted)
                {
                    await task;
                    return true;
                }

                if (_sink.Progress == before)
                    return false;
            }
        }
    }
}
