namespace CrowdMind.Models;

/// <summary>How adding a version with its file ended.</summary>
public abstract record AddVersionOutcome
{
    private AddVersionOutcome()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Model">As it is; perhaps under the id of one that waited for it.</param>
    public sealed record Added(Model Model) : AddVersionOutcome;

    /// <summary>The name has that version already, with a file.</summary>
    /// <param name="Id">The one that has it.</param>
    public sealed record VersionTaken(ModelId Id) : AddVersionOutcome;

    /// <summary>The object was not loose any more: it was given up, because nobody said that it was still coming.</summary>
    public sealed record GivenUp : AddVersionOutcome;
}
