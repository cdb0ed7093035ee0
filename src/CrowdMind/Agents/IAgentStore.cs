namespace CrowdMind.Agents;

/// <summary>
/// Keeps agents.
/// <list type="number">
/// <item>A returned write is committed and synced.</item>
/// <item>Of changes at once each sees what the others have done: none is lost.</item>
/// <item>Which model an agent has and what it reports is not changed here.</item>
/// <item>Deleting an agent leaves what it said in the logs, and takes it out of its experiments.</item>
/// </list>
/// </summary>
public interface IAgentStore
{
    /// <summary>Adds one, without a model.</summary>
    Task AddAsync(Agent agent, CancellationToken cancellationToken);

    /// <summary>Finds one, or null.</summary>
    Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken);

    /// <summary>Lists them, newest first, and counts all that match.</summary>
    Task<Listing<Agent>> ListAsync(AgentFilter filter, Slice slice, CancellationToken cancellationToken);

    /// <summary>Changes one's name, type, traits and what it can hold.</summary>
    /// <param name="id">Which.</param>
    /// <param name="change">Makes of the agent what it is to be, or null to leave it; run once or several times.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ChangeAgentOutcome> ChangeAsync(AgentId id, Func<Agent, Agent?> change, CancellationToken cancellationToken);

    /// <summary>Deletes one; false when there is none.</summary>
    Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken);
}
