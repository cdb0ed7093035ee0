namespace CrowdMind.Feeds;

/// <summary>How a wish to subscribe ended.</summary>
public abstract record SubscribeOutcome
{
    private SubscribeOutcome()
    {
    }

    /// <summary>There is a subscription; it sends nothing before it is started, and must be disposed.</summary>
    /// <param name="Subscription">The subscription.</param>
    public sealed record Subscribed(Subscription Subscription) : SubscribeOutcome;

    /// <summary>No such experiment.</summary>
    public sealed record ExperimentNotFound : SubscribeOutcome;

    /// <summary>The place lies beyond the log's head, as after a restored backup; it is not honoured in part.</summary>
    /// <param name="After">The place.</param>
    /// <param name="Head">The head.</param>
    public sealed record AfterBeyondHead(Seq After, Seq Head) : SubscribeOutcome;

    /// <summary>The instance is stopping.</summary>
    public sealed record Draining : SubscribeOutcome;
}
