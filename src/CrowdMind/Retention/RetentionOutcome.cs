using CrowdMind.Experiments;
using CrowdMind.Objects;

namespace CrowdMind.Retention;

/// <summary>What became of an experiment whose time was over.</summary>
/// <param name="Experiment">The experiment as it was found.</param>
public abstract record RetentionOutcome(Experiment Experiment)
{
    /// <summary>It is gone, with its log.</summary>
    /// <param name="Experiment">The experiment as it was.</param>
    /// <param name="Archive">Where its log is now; null when that was not asked for.</param>
    public sealed record Deleted(Experiment Experiment, ObjectKey? Archive) : RetentionOutcome(Experiment);

    /// <summary>It was started again meanwhile, and stays.</summary>
    /// <param name="Experiment">The experiment as it was found.</param>
    public sealed record Restarted(Experiment Experiment) : RetentionOutcome(Experiment);

    /// <summary>Somebody else deleted it meanwhile: a user, or another instance that sweeps.</summary>
    /// <param name="Experiment">The experiment as it was found.</param>
    public sealed record Vanished(Experiment Experiment) : RetentionOutcome(Experiment);

    /// <summary>It stays for now, and is tried again.</summary>
    /// <param name="Experiment">The experiment as it was found.</param>
    /// <param name="Why">What went wrong.</param>
    public sealed record Failed(Experiment Experiment, Exception Why) : RetentionOutcome(Experiment);
}
