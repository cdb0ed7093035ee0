namespace CrowdMind.Deployments;

/// <summary>More bytes are needed than there are.</summary>
/// <param name="Needed">How many the model needs.</param>
/// <param name="Declared">How many the agent has.</param>
public sealed record Shortage(long Needed, long Declared)
{
    /// <summary>Compares; null when it is enough or one of the two is not known.</summary>
    public static Shortage? Of(long? needed, long? declared) =>
        needed is { } need && declared is { } have && need > have ? new Shortage(need, have) : null;
}
