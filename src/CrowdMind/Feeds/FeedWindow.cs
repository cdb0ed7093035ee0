using CrowdMind.Logs;

namespace CrowdMind.Feeds;

/// <summary>The newest batches of a log, as many as fit, for subscribers that fell a little behind.</summary>
internal sealed class FeedWindow
{
    private readonly List<EventBatch> _batches = [];
    private long _bytes;

    /// <summary>Adds the batch that follows the last, and lets the oldest go.</summary>
    public void Add(EventBatch batch)
    {
        _batches.Add(batch);
        _bytes += batch.Bytes;
        var gone = 0;
        while (_bytes > Limits.FeedWindowBytes && gone < _batches.Count - 1)
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
        _bytes = 0;
    }
}
