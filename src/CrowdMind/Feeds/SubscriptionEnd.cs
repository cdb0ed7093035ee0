namespace CrowdMind.Feeds;

/// <summary>Why a subscription ended: a closed list, which each transport spells in its own way.</summary>
public enum SubscriptionEnd
{
    /// <summary>The subscriber left, or its connection was lost.</summary>
    Left,

    /// <summary>The instance is stopping; come back at once, another one serves.</summary>
    Draining,

    /// <summary>The experiment was deleted; there is nothing to come back to.</summary>
    ExperimentDeleted,

    /// <summary>The subscriber took no byte for too long; come back with the last seq seen.</summary>
    TooSlow,

    /// <summary>The log could not be read; come back with the last seq seen.</summary>
    LogUnavailable,
}

/// <summary>The numbers and words of <see cref="SubscriptionEnd"/> that all transports share.</summary>
public static class SubscriptionEnds
{
    /// <summary>The close code of RFC 6455: its own range, or 4000 and up for ours.</summary>
    public static int Code(this SubscriptionEnd end) => end switch
    {
        SubscriptionEnd.Left => 1000,
        SubscriptionEnd.Draining => 1001,
        SubscriptionEnd.ExperimentDeleted => 4404,
        SubscriptionEnd.TooSlow => 4408,
        _ => 1011,
    };

    /// <summary>The reason in words, short enough for a close frame (123 bytes).</summary>
    public static string Reason(this SubscriptionEnd end) => end switch
    {
        SubscriptionEnd.Left => "bye",
        SubscriptionEnd.Draining => "the server is stopping; reconnect with after=<last seq>",
        SubscriptionEnd.ExperimentDeleted => "the experiment was deleted",
        SubscriptionEnd.TooSlow => "too slow: no byte taken for too long; reconnect with after=<last seq>",
        _ => "the log could not be read; reconnect with after=<last seq>",
    };
}
