namespace CrowdMind.Feeds;

/// <summary>How the feeds of an instance stand.</summary>
/// <param name="Feeds">How many there are.</param>
/// <param name="Laggards">How many subscriptions are behind their heads and catch up on their own.</param>
/// <param name="FurthestBehind">How many events the last of them is behind.</param>
internal readonly record struct FeedStanding(int Feeds, int Laggards, long FurthestBehind)
{
    /// <summary>This, and those of one feed more.</summary>
    public FeedStanding With(int laggards, long furthestBehind) =>
        new(Feeds + 1, Laggards + laggards, Math.Max(FurthestBehind, furthestBehind));
}
