using CrowdMind.Keys;

namespace CrowdMind.Server.Wire;

/// <summary>Who a credential says that its bearer is.</summary>
/// <param name="Name">The key's name, or the token's subject.</param>
/// <param name="Role">What it may do.</param>
/// <param name="AgentId">The agent it is bound to.</param>
/// <param name="ExpiresAt">When the credential ends; null for never.</param>
internal sealed record CallerResponse(string Name, Role Role, AgentId? AgentId, DateTimeOffset? ExpiresAt);
