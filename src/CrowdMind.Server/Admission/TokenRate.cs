namespace CrowdMind.Server.Admission;

/// <summary>How fast a bucket fills, and how much it holds, in the clock's ticks.</summary>
/// <param name="Interval">From one token to the next.</param>
/// <param name="Capacity">From empty to full.</param>
internal readonly record struct TokenRate(long Interval, long Capacity)
{
    /// <summary>So many a second, and what a second gives at once.</summary>
    public static TokenRate PerSecond(int tokens, TimeProvider time) =>
        new(Math.Max(1, time.TimestampFrequency / tokens), time.TimestampFrequency);

    /// <summary>So many at once, and one each so many seconds.</summary>
    public static TokenRate AtOnce(int tokens, int secondsBetween, TimeProvider time)
    {
        var interval = secondsBetween * time.TimestampFrequency;
        return new TokenRate(interval, tokens * interval);
    }
}
