using CrowdMind.Keys;

namespace CrowdMind.Server.Wire;

/// <summary>A key that was just made, with its spelling.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Who gets it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="AgentId">The agent it is bound to.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="Key">How it is spelt. It is told only here and now: the server keeps a hash.</param>
internal sealed record KeyResponse(
    KeyId Id, string Name, Role Role, AgentId? AgentId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, string Key);
