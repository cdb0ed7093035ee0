namespace CrowdMind.Models;

/// <summary>How adding a model ended.</summary>
public abstract record AddModelOutcome
{
    private AddModelOutcome()
    {
    }

    /// <summary>It is known.</summary>
    public sealed record Added : AddModelOutcome;

    /// <summary>The name has that version already.</summary>
    /// <param name="Id">The one that has it.</param>
    public sealed record VersionTaken(ModelId Id) : AddModelOutcome;

    /// <summary>It has no version, and the name is taken already.</summary>
    /// <param name="Id">One that has the name.</param>
    public sealed record NameTaken(ModelId Id) : AddModelOutcome;
}
