namespace CrowdMind.Watches;

/// <summary>How asking to watch an agent ended.</summary>
public abstract record WatchOutcome
{
    private WatchOutcome()
    {
    }

    /// <summary>It is watched, once the watch is started.</summary>
    /// <param name="Watch">To be started, and disposed of.</param>
    public sealed record Watching(AgentWatch Watch) : WatchOutcome;

    /// <summary>There is no such agent.</summary>
    public sealed record NoAgent : WatchOutcome;

    /// <summary>The instance is stopping.</summary>
    public sealed record Draining : WatchOutcome;
}
