namespace CrowdMind.Watches;

/// <summary>Why a watch ended from this side: a closed list, which each transport spells in its own way.</summary>
public enum WatchEnd
{
    /// <summary>The instance is stopping; come back at once, another one serves.</summary>
    Draining = 1001,

    /// <summary>The watcher's credential has ended; come back with another.</summary>
    Unauthorized = 4401,

    /// <summary>The agent was deleted; there is nothing to come back to.</summary>
    AgentDeleted = 4404,
}
