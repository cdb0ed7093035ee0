using System.Collections.Concurrent;

namespace CrowdMind.Server.Admission;

/// <summary>
/// A bucket for each of many, in bounded memory: when there are too many, those that are full are forgotten. When none of
/// them is, who is new is not counted: to refuse those would let whoever has many addresses lock out everybody else.
/// </summary>
/// <param name="rate">How fast each fills.</param>
/// <param name="most">How many are kept.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBuckets<TKey>(TokenRate rate, int most, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TokenBucket> _buckets = [];

    // Only near the truth: the dictionary's own count takes all its locks.
    private int _count;
    private long _sweptAt = long.MinValue;

    /// <summary>Takes tokens when there is one.</summary>
    /// <returns>Zero, or how long until there is one.</returns>
    public TimeSpan Take(TKey key, int tokens)
    {
        var now = time.GetTimestamp();
        return Find(key, now) is { } bucket ? ToSpan(bucket.Take(now, tokens, rate)) : TimeSpan.Zero;
    }

    /// <summary>How long until there is a token; zero when there is one.</summary>
    public TimeSpan Wait(TKey key) =>
        _buckets.TryGetValue(key, out var bucket) ? ToSpan(bucket.Wait(time.GetTimestamp(), rate)) : TimeSpan.Zero;

    /// <summary>Gives tokens back.</summary>
    public void GiveBack(TKey key, int tokens)
    {
        if (_buckets.TryGetValue(key, out var bucket))
            bucket.GiveBack(tokens, rate);
    }

    private TimeSpan ToSpan(long ticks) => ticks == 0 ? TimeSpan.Zero : time.GetElapsedTime(0, ticks);

    private TokenBucket? Find(TKey key, long now)
    {
        if (_buckets.TryGetValue(key, out var bucket))
            return bucket;
        if (Volatile.Read(ref _count) >= most && !Sweep(now))
            return null;
        if (_buckets.TryAdd(key, bucket = new TokenBucket()))
            Interlocked.Increment(ref _count);
        else
            _buckets.TryGetValue(key, out bucket);
        return bucket;
    }

    /// <summary>Makes room, at most once a second; false when there is none.</summary>
    private bool Sweep(long now)
    {
        var sweptAt = Volatile.Read(ref _sweptAt);
        if (now - sweptAt is >= 0 and var since && since < time.TimestampFrequency && sweptAt != long.MinValue)
            return false;
        if (Interlocked.CompareExchange(ref _sweptAt, now, sweptAt) != sweptAt)
            return false;
        foreach (var one in _buckets)
        {
            // A token that somebody takes out of it at this moment is forgotten with it.
            if (one.Value.IsFull(now) && _buckets.TryRemove(one))
                Interlocked.Decrement(ref _count);
        }

        return Volatile.Read(ref _count) < most;
    }
}
