using CrowdMind.Keys;

namespace CrowdMind.Server.Wire;

/// <summary>An API key to be made.</summary>
/// <param name="Name">Who gets it; 1 to 255 characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="AgentId">The agent it is bound to; of the role agent, and then always.</param>
/// <param name="ExpiresAt">When it ends; never without it.</param>
internal sealed record KeyRequest(string Name, Role Role, AgentId? AgentId = null, DateTimeOffset? ExpiresAt = null);
