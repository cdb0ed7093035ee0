using CrowdMind.Experiments;

namespace CrowdMind.Logs;

/// <summary>How an append ended. Anything but the first two appended nothing.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>Committed and synced.</summary>
    /// <param name="Reactions">One for each draft, in their order.</param>
    /// <param name="At">When they were appended.</param>
    public sealed record Appended(IReadOnlyList<AppendedReaction> Reactions, DateTimeOffset At) : AppendOutcome
    {
        /// <summary>How many were new.</summary>
        public int Accepted => Reactions.Count(reaction => !reaction.Duplicate);
    }

    /// <summary>The status was changed, committed and synced.</summary>
    /// <param name="Experiment">The experiment as it is now; its head is this event.</param>
    /// <param name="Body">The experiment as the event holds it.</param>
    /// <param name="At">When it was changed.</param>
    public sealed record StatusChanged(Experiment Experiment, ReadOnlyMemory<byte> Body, DateTimeOffset At)
        : AppendOutcome;

    /// <summary>No such experiment.</summary>
    public sealed record ExperimentNotFound : AppendOutcome;

    /// <summary>The experiment is stopped and takes no reactions.</summary>
    public sealed record ExperimentStopped : AppendOutcome;

    /// <summary>The status cannot change in that way from where it is.</summary>
    /// <param name="Current">Where it is.</param>
    public sealed record StatusConflict(ExperimentStatus Current) : AppendOutcome;

    /// <summary>No such agent.</summary>
    /// <param name="Index">Which draft named it, from 0.</param>
    /// <param name="AgentId">The agent it named.</param>
    public sealed record AgentNotFound(int Index, AgentId AgentId) : AppendOutcome;

    /// <summary>The database will never take it, whatever came with it.</summary>
    /// <param name="Why">What the database said.</param>
    public sealed record Refused(string Why) : AppendOutcome;

    /// <summary>Too much is waiting to be appended; come back later.</summary>
    public sealed record Overloaded : AppendOutcome;
}
