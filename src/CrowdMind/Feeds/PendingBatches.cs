using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>What a feed has accepted and its dispatcher has not sent yet, bounded. Guarded by the feed's gate.</summary>
internal sealed class PendingBatches
{
    private readonly Queue<EventBatch> _pieces = new();
    private TaskCompletionSource? _room;
    private long _bytes;

    /// <summary>Whether nothing is waiting.</summary>
    public bool IsEmpty => _pieces.Count == 0;

    /// <summary>Whether more has to be read from the log again, later.</summary>
    public bool IsFull => _bytes >= Limits.FeedPendingBytes;

    /// <summary>Completes when no more than a round is waiting.</summary>
    public Task Room => _bytes <= Limits.PageBytes
        ? Task.CompletedTask
        : (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Adds a batch, in pieces that fit a round.</summary>
    public void Add(EventBatch batch)
    {
        foreach (var piece in batch.Split(Limits.PageBytes))
        {
            _pieces.Enqueue(piece);
            _bytes += piece.Bytes;
        }
    }

    /// <summary>Takes what fits a round, as one batch.</summary>
    /// <exception cref="InvalidOperationException">Nothing is waiting.</exception>
    public EventBatch TakeRound()
    {
        var taken = new List<EventBatch> { _pieces.Dequeue() };
        var bytes = taken[0].Bytes;
        while (_pieces.TryPeek(out var next) && bytes + next.Bytes <= Limits.PageBytes)
        {
            taken.Add(_pieces.Dequeue());
            bytes += next.Bytes;
        }

        _bytes -= bytes;
        if (_bytes <= Limits.PageBytes)
        {
            _room?.SetResult();
            _room = null;
        }

        return EventBatch.Join(taken);
    }
}
