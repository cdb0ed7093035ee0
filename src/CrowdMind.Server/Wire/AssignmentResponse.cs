namespace CrowdMind.Server.Wire;

/// <summary>A model that was given to an agent, or taken from it.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="ModelId">The model it has now, or none.</param>
/// <param name="Message">What happened, in words.</param>
internal sealed record AssignmentResponse(AgentId AgentId, ModelId? ModelId, string Message);
