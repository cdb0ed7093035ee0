using CrowdMind.Agents;

namespace CrowdMind.TestKit.Engines;

/// <summary>Agents in memory.</summary>
internal sealed class MemoryAgentStore(MemoryData data) : IAgentStore
{
    public Task AddAsync(Agent agent, CancellationToken cancellationToken) =>
        data.CommitAsync(state => (state with { Agents = state.Agents.Add(agent.Id, agent) }, true));

    public Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken) =>
        Task.FromResult(data.State.Agents.GetValueOrDefault(id));

    public Task<Listing<Agent>> ListAsync(Slice slice, CancellationToken cancellationToken)
    {
        var all = data.State.Agents.Values.OrderByDescending(agent => agent.CreatedAt).ToArray();
        return Task.FromResult(new Listing<Agent>([.. all.Skip(slice.Offset).Take(slice.Limit)], all.Length));
    }

    public Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken) =>
        data.CommitAsync(state => (state with { Agents = state.Agents.Remove(id) }, state.Agents.ContainsKey(id)));
}
