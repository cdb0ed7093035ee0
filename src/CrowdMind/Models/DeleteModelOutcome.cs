namespace CrowdMind.Models;

/// <summary>How deleting a model ended.</summary>
public abstract record DeleteModelOutcome
{
    private DeleteModelOutcome()
    {
    }

    /// <summary>It is gone.</summary>
    /// <param name="StoragePath">Where its bytes are, which are to be deleted now; null when it had none, or nobody knows any more.</param>
    public sealed record Deleted(string? StoragePath) : DeleteModelOutcome;

    /// <summary>Agents have it.</summary>
    /// <param name="Agents">How many.</param>
    public sealed record Assigned(long Agents) : DeleteModelOutcome;

    /// <summary>There is none.</summary>
    public sealed record NoModel : DeleteModelOutcome;
}
