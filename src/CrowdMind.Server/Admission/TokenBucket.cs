namespace CrowdMind.Server.Admission;

/// <summary>
/// A token bucket in one number, the moment at which it is full again (GCRA, ITU-T I.371). Whoever finds a token may take
/// more than there are; what was too much is made up for before the next.
/// </summary>
internal sealed class TokenBucket
{
    private long _fullAt;

    /// <summary>Whether it is full, and so no different from a new one.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;

    /// <summary>How long until there is a token: 0 when there is one.</summary>
    public long Wait(long now, in TokenRate rate) => Math.Max(0, Volatile.Read(ref _fullAt) + rate.Interval - rate.Capacity - now);

    /// <summary>Takes tokens when there is one.</summary>
    /// <returns>0, or how long until there is one.</returns>
    public long Take(long now, int tokens, in TokenRate rate)
    {
        while (true)
        {
            var fullAt = Volatile.Read(ref _fullAt);
            var wait = fullAt + rate.Interval - rate.Capacity - now;
            if (wait > 0)
                return wait;
            if (Interlocked.CompareExchange(ref _fullAt, Math.Max(fullAt, now) + (tokens * rate.Interval), fullAt) == fullAt)
                return 0;
        }
    }

    /// <summary>Gives tokens back.</summary>
    public void GiveBack(int tokens, in TokenRate rate) => Interlocked.Add(ref _fullAt, -tokens * rate.Interval);
}
