namespace CrowdMind.Agents;

/// <summary>Which agents a list is of; what is null does not matter.</summary>
/// <param name="Type">Only those that are made of this.</param>
/// <param name="ModelId">Only those that have this model.</param>
public sealed record AgentFilter(AgentType? Type = null, ModelId? ModelId = null)
{
    /// <summary>All of them.</summary>
    public static AgentFilter All { get; } = new();
}
