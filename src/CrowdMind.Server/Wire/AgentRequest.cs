using CrowdMind.Agents;

namespace CrowdMind.Server.Wire;

/// <summary>An agent to be made.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Type">What it is made of.</param>
/// <param name="Traits">A JSON object of the author's own.</param>
internal sealed record AgentRequest(string Name, AgentType Type, RawJson? Traits = null);
