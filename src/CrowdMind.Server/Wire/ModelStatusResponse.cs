using CrowdMind.Agents;

namespace CrowdMind.Server.Wire;

/// <summary>What an agent said, beside what it is to run.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Desired">The model it is to run, or none.</param>
/// <param name="Reported">What it said.</param>
internal sealed record ModelStatusResponse(AgentId AgentId, DesiredModel? Desired, ReportedModel? Reported);
