namespace CrowdMind.Objects;

/// <summary>How a put ended. Anything but the first stored nothing.</summary>
public abstract record PutOutcome
{
    private PutOutcome()
    {
    }

    /// <summary>The object is there, whole and durable.</summary>
    /// <param name="Size">How many bytes it has.</param>
    /// <param name="Sha256">The bytes' SHA-256, as 64 lower-case hexadecimal digits.</param>
    public sealed record Stored(long Size, string Sha256) : PutOutcome;

    /// <summary>The source has more bytes than the caller allows.</summary>
    /// <param name="Limit">How many the caller allows.</param>
    public sealed record TooLarge(long Limit) : PutOutcome;

    /// <summary>The store takes no object of this size.</summary>
    /// <param name="Size">How many bytes the source has.</param>
    /// <param name="Limit">How many the store takes, when it says so.</param>
    public sealed record TooLargeForStore(long Size, long? Limit) : PutOutcome;
}
