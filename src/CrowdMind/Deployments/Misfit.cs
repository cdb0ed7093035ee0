using CrowdMind.Agents;
using CrowdMind.Models;

namespace CrowdMind.Deployments;

/// <summary>Where a model's needs exceed what an agent declared. What either side does not say is no fault.</summary>
/// <param name="Flash">The file's size and the room for it, when it is larger.</param>
/// <param name="Memory">The arena's estimate and the memory for it, when it is larger.</param>
/// <param name="Operators">The operators that the agent does not know, or not in that version.</param>
public sealed record Misfit(Shortage? Flash, Shortage? Memory, IReadOnlyList<OperatorSignature> Operators)
{
    /// <summary>Compares; null when it fits.</summary>
    public static Misfit? Between(ModelFile file, Agent agent)
    {
        var flash = Shortage.Of(file.Size, agent.FlashBytes);
        var memory = Shortage.Of(file.Signature.ArenaBytes, agent.MemoryBytes);
        OperatorSignature[] unknown = agent.SupportedOperators is { } known
            ? [.. file.Signature.Operators.Where(needed => !known.Any(one => one.Covers(needed.Name, needed.Version)))]
            : [];
        return flash is null && memory is null && unknown.Length == 0 ? null : new Misfit(flash, memory, unknown);
    }
}
