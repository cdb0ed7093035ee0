namespace CrowdMind.Feeds;

/// <summary>What an operator may set about feeds.</summary>
public sealed record FeedOptions
{
    /// <summary>How long a subscriber may take no byte before it is let go; above zero.</summary>
    public TimeSpan SlowSubscriberTimeout { get; init; } = TimeSpan.FromSeconds(Limits.SlowSubscriberTimeoutSeconds);
}
