namespace CrowdMind.Keys;

/// <summary>A credential that was made here. What it is spelt like is known only to whoever it was given to.</summary>
/// <param name="Id">Its id, which is part of its spelling.</param>
/// <param name="Name">Who has it; 1 to 255 characters.</param>
/// <param name="Role">What it may do.</param>
/// <param name="AgentId">The agent it is bound to, of the role agent only.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="LastUsedAt">When it was last used, to a minute; null for never.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
public sealed record ApiKey(
    KeyId Id,
    string Name,
    Role Role,
    AgentId? AgentId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? LastUsedAt = null,
    DateTimeOffset? RevokedAt = null)
{
    /// <summary>Who comes with it.</summary>
    public Caller ToCaller() => new(Name, Role, AgentId, Id, ExpiresAt);
}
