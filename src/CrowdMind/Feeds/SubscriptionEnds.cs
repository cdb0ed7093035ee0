namespace CrowdMind.Feeds;

/// <summary>The numbers and words of <see cref="SubscriptionEnd"/> that all transports share.</summary>
public static class SubscriptionEnds
{
    /// <summary>The close code of RFC 6455: its own range, or 4000 and up for ours.</summary>
    public static int Code(this SubscriptionEnd end) => end switch
    {
        SubscriptionEnd.Left => 1000,
        SubscriptionEnd.Draining => 1001,
        SubscriptionEnd.Unauthorized => 4401,
        SubscriptionEnd.ExperimentDeleted => 4404,
        SubscriptionEnd.TooSlow => 4408,
        _ => 1011,
    };

    /// <summary>The reason in words, short enough for a close frame (123 bytes).</summary>
    public static string Reason(this SubscriptionEnd end) => end switch
    {
        SubscriptionEnd.Left => "bye",
        SubscriptionEnd.Draining => "the server is stopping; reconnect with after=<last seq>",
        SubscriptionEnd.Unauthorized => "the credential has ended; reconnect with another and after=<last seq>",
        SubscriptionEnd.ExperimentDeleted => "the experiment was deleted",
        SubscriptionEnd.TooSlow => "too slow: no byte taken for too long; reconnect with after=<last seq>",
        _ => "the log could not be read; reconnect with after=<last seq>",
    };
}
