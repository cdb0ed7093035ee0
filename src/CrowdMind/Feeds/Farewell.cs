namespace CrowdMind.Feeds;

/// <summary>
/// Tells subscriptions that the instance is stopping, in portions spread over a time, so that those who come back do not
/// come all at once.
/// </summary>
internal static class Farewell
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(Limits.DrainTickMilliseconds);

    /// <summary>Ends all of them, the first now and the last within the time.</summary>
    public static async Task TellAsync(IReadOnlyList<Subscription> subscriptions, TimeSpan within, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var told = 0;
        for (var ticks = (int)(within / Tick); told < subscriptions.Count; ticks--)
        {
            if (told > 0)
                await timer.WaitForNextTickAsync();
            for (var until = told + Portion(subscriptions.Count - told, ticks); told < until; told++)
                subscriptions[told].End(SubscriptionEnd.Draining);
        }
    }

    private static int Portion(int left, int ticks)
    {
        var share = ticks > 1 ? (left + ticks - 1) / ticks : left;
        return Math.Min(left, Math.Max(share, Limits.DrainLeastSubscribers));
    }
}
