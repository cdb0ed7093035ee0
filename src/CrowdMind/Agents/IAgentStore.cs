namespace CrowdMind.Agents;

/// <summary>
/// Keeps agents. A returned write is committed and synced. Deleting an agent leaves what it said in the logs.
/// </summary>
public interface IAgentStore
{
    /// <summary>Adds one.</summary>
    Task AddAsync(Agent agent, CancellationToken cancellationToken);

    /// <summary>Finds one, or null.</summary>
    Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken);

    /// <summary>Lists them, newest first, and counts all.</summary>
    Task<Listing<Agent>> ListAsync(Slice slice, CancellationToken cancellationToken);

    /// <summary>Deletes one; false when there is none.</summary>
    Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken);
}
