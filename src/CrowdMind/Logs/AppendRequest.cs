using CrowdMind.Experiments;

namespace CrowdMind.Logs;

/// <summary>What somebody wants appended to one experiment's log, all of it or nothing.</summary>
public abstract class AppendRequest
{
    private AppendRequest(ExperimentId experimentId, int bytes)
    {
        ExperimentId = experimentId;
        Bytes = bytes;
    }

    /// <summary>The experiment whose log it is for.</summary>
    public ExperimentId ExperimentId { get; }

    /// <summary>About what it weighs in memory.</summary>
    public int Bytes { get; }

    /// <summary>Reactions, in this order.</summary>
    /// <param name="experimentId">The experiment they belong to.</param>
    /// <param name="drafts">At least one.</param>
    public sealed class Reactions(ExperimentId experimentId, IReadOnlyList<ReactionDraft> drafts)
        : AppendRequest(experimentId, drafts.Sum(draft => draft.Bytes))
    {
        /// <summary>What is to be appended.</summary>
        public IReadOnlyList<ReactionDraft> Drafts { get; } = drafts;
    }

    /// <summary>A change of the experiment's status.</summary>
    /// <param name="experimentId">The experiment that changes.</param>
    /// <param name="status">Running or stopped.</param>
    public sealed class StatusChange(ExperimentId experimentId, ExperimentStatus status)
        : AppendRequest(experimentId, bytes: 1024)
    {
        /// <summary>What it changes to.</summary>
        public ExperimentStatus Status { get; } = status;
    }
}
