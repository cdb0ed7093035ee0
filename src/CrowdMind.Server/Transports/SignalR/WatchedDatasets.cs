namespace CrowdMind.Server.Transports.SignalR;

/// <summary>The datasets that connections of this instance watch.</summary>
internal sealed class WatchedDatasets
{
    // Guards the counts.
    private readonly Lock _gate = new();
    private readonly Dictionary<DatasetId, int> _watched = [];

    /// <summary>Those that somebody watches now.</summary>
    public IReadOnlyList<DatasetId> Now
    {
        get
        {
            lock (_gate)
                return [.. _watched.Keys];
        }
    }

    /// <summary>Somebody watches a dataset.</summary>
    public void Add(DatasetId dataset)
    {
        lock (_gate)
            _watched[dataset] = _watched.GetValueOrDefault(dataset) + 1;
    }

    /// <summary>Somebody watches it no more.</summary>
    public void Remove(DatasetId dataset)
    {
        lock (_gate)
        {
            if (--_watched[dataset] == 0)
                _watched.Remove(dataset);
        }
    }
}
