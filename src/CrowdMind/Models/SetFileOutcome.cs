namespace CrowdMind.Models;

/// <summary>How giving a model its file ended.</summary>
public abstract record SetFileOutcome
{
    private SetFileOutcome()
    {
    }

    /// <summary>It has the file now.</summary>
    public sealed record Stored : SetFileOutcome;

    /// <summary>It had the same bytes already.</summary>
    /// <param name="File">As they are known.</param>
    public sealed record Same(ModelFile File) : SetFileOutcome;

    /// <summary>It has other bytes, and keeps them.</summary>
    /// <param name="File">Those it has.</param>
    public sealed record Different(ModelFile File) : SetFileOutcome;

    /// <summary>There is no such model (any more).</summary>
    public sealed record NoModel : SetFileOutcome;

    /// <summary>The object was not loose any more: it was given up, because nobody said that it was still coming.</summary>
    public sealed record GivenUp : SetFileOutcome;
}
