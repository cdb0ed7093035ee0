using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>
/// The newest batches of a log, as many as fit, for subscribers that fell a little behind. Small batches are joined into
/// blocks once they fill a page, so that laggards take them in few writes and share how they were framed.
/// </summary>
internal sealed class FeedWindow
{
    private readonly List<EventBatch> _batches = [];
    private long _bytes;
    private int _looseCount;
    private int _looseBytes;

    /// <summary>Adds the batch that follows the last, and lets the oldest go.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="most">Bytes to keep.</param>
    public void Add(EventBatch batch, long most)
    {
        if (_looseBytes + batch.Bytes > Limits.PageBytes)
            JoinLoose();
        _batches.Add(batch);
        _bytes += batch.Bytes;
        _looseCount++;
        _looseBytes += batch.Bytes;
        var gone = 0;
        while (_bytes > most && gone < _batches.Count - _looseCount)
            _bytes -= _batches[gone++].Bytes;
        if (gone > 0)
            _batches.RemoveRange(0, gone);
    }

    /// <summary>The events that follow a place, or null when they are not here any more.</summary>
    public EventBatch? Find(Seq after)
    {
        int low = 0, high = _batches.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var batch = _batches[middle];
            if (after >= batch.Last)
                low = middle + 1;
            else if (after.Next < batch.First)
                high = middle - 1;
            else
                return batch.After(after);
        }

        return null;
    }

    /// <summary>Lets everything go.</summary>
    public void Clear()
    {
        _batches.Clear();
        (_bytes, _looseCount, _looseBytes) = (0, 0, 0);
    }

    private void JoinLoose()
    {
        if (_looseCount > 1)
        {
            var from = _batches.Count - _looseCount;
            var block = EventBatch.Join(_batches.GetRange(from, _looseCount));
            _batches.RemoveRange(from, _looseCount);
            _batches.Add(block);
        }

        (_looseCount, _looseBytes) = (0, 0);
    }
}
