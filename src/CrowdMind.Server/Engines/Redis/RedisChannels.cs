using StackExchange.Redis;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>The channels this instance hears: those of experiments that it has listeners for, on the session there is.</summary>
/// <param name="prefix">What the names of channels begin with.</param>
/// <param name="heard">Takes what comes.</param>
internal sealed class RedisChannels(string prefix, Action<ExperimentId, byte[]> heard)
{
    // Guards the fields below. Requests are queued under it, so that they reach Redis in the order in which listeners come
    // and go: whoever comes while the last one leaves is subscribed in the end.
    private readonly Lock _gate = new();
    private readonly Dictionary<ExperimentId, Entry> _entries = [];
    private RedisSession? _session;

    /// <summary>The channel of an experiment.</summary>
    public RedisChannel Of(ExperimentId experimentId) =>
        new($"{prefix}:log:{experimentId}", RedisChannel.PatternMode.Literal);

    /// <summary>A listener comes.</summary>
    /// <returns>Completes when Redis has subscribed this instance, or at once while Redis is away. Never fails.</returns>
    public Task EnterAsync(ExperimentId experimentId)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(experimentId, out var entry))
                _entries[experimentId] = entry = new Entry { Subscribed = SubscribeAsync(experimentId) };
            entry.Listeners++;
            return entry.Subscribed;
        }
    }

    /// <summary>A listener leaves.</summary>
    public void Leave(ExperimentId experimentId)
    {
        lock (_gate)
        {
            if (--_entries[experimentId].Listeners > 0)
                return;
            _entries.Remove(experimentId);
            _ = _session?.UnsubscribeAsync(Of(experimentId));
        }
    }

    /// <summary>Moves all channels to a fresh session.</summary>
    /// <returns>Completes when Redis has subscribed this instance to all of them, or the session is over.</returns>
    public Task UseAsync(RedisSession session)
    {
        lock (_gate)
        {
            _session = session;
            foreach (var (experimentId, entry) in _entries)
                entry.Subscribed = SubscribeAsync(experimentId);
            return Task.WhenAll(_entries.Values.Select(entry => entry.Subscribed));
        }
    }

    /// <summary>Redis is away: listeners come and go, and the next session hears of it.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _session = null;
            foreach (var entry in _entries.Values)
                entry.Subscribed = Task.CompletedTask;
        }
    }

    private Task SubscribeAsync(ExperimentId experimentId) =>
        _session?.SubscribeAsync(Of(experimentId), message => heard(experimentId, message)) ?? Task.CompletedTask;

    private sealed class Entry
    {
        public int Listeners { get; set; }

        public required Task Subscribed { get; set; }
    }
}
