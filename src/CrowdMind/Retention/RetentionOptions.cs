namespace CrowdMind.Retention;

/// <summary>How long stopped experiments are kept.</summary>
public sealed record RetentionOptions
{
    /// <summary>How long after its last stop an experiment is deleted with its log.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Whether its log is stored in the object store first.</summary>
    public required bool Archives { get; init; }
}
