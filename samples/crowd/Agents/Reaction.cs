using System.Text.Json.Serialization;

namespace Crowd.Agents;

/// <summary>One reaction. Its id is the agent's own, so that a retry of it is recognised as the same.</summary>
internal sealed record Reaction(
    [property: JsonPropertyName("id")] Guid Id,
    [property: JsonPropertyName("agent_id")] Guid AgentId,
    [property: JsonPropertyName("payload")] Payload Payload);
