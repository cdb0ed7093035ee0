namespace CrowdMind.Recording;

/// <summary>
/// What waits for the log writer, bounded in number and bytes. Publishers put in one by one; the writer takes out all
/// that fits a commit at once.
/// </summary>
internal sealed class AppendQueue
{
    // Guards every field below; held for a few instructions, never across a wait.
    private readonly Lock _gate = new();
    private readonly Queue<PendingAppend> _waiting = new();
    private TaskCompletionSource _arrival = NewSignal();
    private TaskCompletionSource _room = NewSignal();
    private long _bytes;
    private bool _closed;

    /// <summary>How many wait.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Puts an append in; false when there is no room. A lone append always finds room.</summary>
    /// <param name="append">What waits.</param>
    /// <param name="room">Completes when it is worth trying again.</param>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public bool TryAdd(PendingAppend append, out Task room)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            room = _room.Task;
            var full = _waiting.Count >= Limits.AppendQueueLength
                || _bytes + append.Request.Bytes > Limits.AppendQueueBytes;
            if (full && _waiting.Count > 0)
                return false;
            _waiting.Enqueue(append);
            _bytes += append.Request.Bytes;
            _arrival.TrySetResult();
            return true;
        }
    }

    /// <summary>Completes when something waits, or when the queue is closed.</summary>
    public Task ArrivalAsync()
    {
        lock (_gate)
            return _arrival.Task;
    }

    /// <summary>Takes the oldest that together fit a commit.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool TryTake(List<PendingAppend> taken)
    {
        TaskCompletionSource room;
        lock (_gate)
        {
            long bytes = 0;
            while (_waiting.TryPeek(out var next) && (taken.Count == 0 || bytes + next.Request.Bytes <= Limits.CommitBytes))
            {
                taken.Add(_waiting.Dequeue());
                bytes += next.Request.Bytes;
            }

            _bytes -= bytes;
            if (_waiting.Count == 0 && !_closed)
                _arrival = NewSignal();
            if (taken.Count == 0)
                return !_closed;
            (room, _room) = (_room, NewSignal());
        }

        room.TrySetResult();
        return true;
    }

    /// <summary>Takes no more; what waits is still taken out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _arrival.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
