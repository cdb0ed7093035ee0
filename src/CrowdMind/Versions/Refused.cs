using CrowdMind.Generation;
using CrowdMind.Objects;

namespace CrowdMind.Versions;

/// <summary>What the object store's refusal means for a version.</summary>
internal static class Refused
{
    /// <summary>The outcome.</summary>
    public static GenerationOutcome By(PutOutcome put) => put switch
    {
        PutOutcome.TooLargeForStore(var size, var limit) => new GenerationOutcome.TooLargeForStore(size, limit),
        PutOutcome.TooLarge(var limit) => new GenerationOutcome.TooLargeForStore(limit, limit),
        _ => throw new ArgumentOutOfRangeException(nameof(put), put, "Not a refusal."),
    };
}
