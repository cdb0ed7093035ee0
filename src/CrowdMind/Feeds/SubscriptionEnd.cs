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

    /// <summary>The subscriber's credential has ended; come back with another and the last seq seen.</summary>
    Unauthorized,
}
