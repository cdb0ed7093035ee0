namespace CrowdMind.Feeds;

/// <summary>
/// Tells those who follow something that the instance is stopping, in portions spread over a time, so that those who come
/// back do not come all at once.
/// </summary>
internal static class Farewell
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(Limits.DrainTickMilliseconds);

    /// <summary>Tells all of them, the first now and the last within the time.</summary>
    public static async Task TellAsync<T>(IReadOnlyList<T> followers, Action<T> tell, TimeSpan within, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var told = 0;
        for (var ticks = (int)(within / Tick); told < followers.Count; ticks--)
        {
            if (told > 0)
                await timer.WaitForNextTickAsync();
            for (var until = told + Portion(followers.Count - told, ticks); told < until; told++)
                tell(followers[told]);
        }
    }

    private static int Portion(int left, int ticks)
    {
        var share = ticks > 1 ? (left + ticks - 1) / ticks : left;
        return Math.Min(left, Math.Max(share, Limits.DrainLeastSubscribers));
    }
}
