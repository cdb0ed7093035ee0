using CrowdMind.Agents;

namespace CrowdMind.Server.Wire;

/// <summary>An agent to be made.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Type">What it is made of.</param>
/// <param name="Traits">A JSON object of the author's own.</param>
/// <param name="MemoryBytes">The memory a model may use while it runs.</param>
/// <param name="FlashBytes">The room there is for a model's file.</param>
/// <param name="SupportedOperators">
/// The operators the firmware knows, each by its name in a model's signature, perhaps with the highest version
/// (<c>CONV_2D@3</c>).
/// </param>
internal sealed record AgentRequest(
    string Name,
    AgentType Type,
    RawJson? Traits = null,
    long? MemoryBytes = null,
    long? FlashBytes = null,
    IReadOnlyList<SupportedOperator>? SupportedOperators = null);
