namespace CrowdMind.Keys;

/// <summary>Who somebody is, as a credential says.</summary>
/// <param name="Name">The name of the key, or the subject of the token.</param>
/// <param name="Role">What it may do.</param>
/// <param name="AgentId">The agent it is, of the role agent only.</param>
/// <param name="KeyId">The key, when it came with one that can be revoked.</param>
/// <param name="EndsAt">When the credential ends; null for never.</param>
public sealed record Caller(
    string Name, Role Role, AgentId? AgentId = null, KeyId? KeyId = null, DateTimeOffset? EndsAt = null)
{
    /// <summary>Whoever comes to a server that asks for no credential.</summary>
    public static Caller Anyone { get; } = new("anyone", Role.Admin);

    /// <summary>Whether it may publish reactions of an agent: of its own, or of all.</summary>
    public bool MayPublishAs(AgentId agent) => Role is Role.Editor or Role.Admin || IsAgent(agent);

    /// <summary>Whether it is that agent.</summary>
    public bool IsAgent(AgentId agent) => Role == Role.Agent && AgentId == agent;
}
