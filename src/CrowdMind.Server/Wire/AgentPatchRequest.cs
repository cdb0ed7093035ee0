using CrowdMind.Agents;

namespace CrowdMind.Server.Wire;

/// <summary>A change of an agent (RFC 7396): what is left out stays, what is null is taken away.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Type">What it is made of.</param>
/// <param name="Traits">Merged into the traits there are.</param>
/// <param name="MemoryBytes">The memory a model may use while it runs.</param>
/// <param name="FlashBytes">The room there is for a model's file.</param>
/// <param name="SupportedOperators">The operators the firmware knows, in the place of those it knew.</param>
internal sealed record AgentPatchRequest(
    string? Name = null,
    AgentType? Type = null,
    RawJson? Traits = null,
    long? MemoryBytes = null,
    long? FlashBytes = null,
    IReadOnlyList<SupportedOperator>? SupportedOperators = null);
