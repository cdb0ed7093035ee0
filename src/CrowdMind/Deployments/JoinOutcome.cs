namespace CrowdMind.Deployments;

/// <summary>How letting an agent take part in an experiment ended.</summary>
public enum JoinOutcome
{
    /// <summary>It takes part, now or already before.</summary>
    TakesPart,

    /// <summary>There is no such experiment.</summary>
    NoExperiment,

    /// <summary>There is no such agent.</summary>
    NoAgent,
}
