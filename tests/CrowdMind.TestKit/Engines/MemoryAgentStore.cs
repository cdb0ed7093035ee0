using CrowdMind.Agents;

namespace CrowdMind.TestKit.Engines;

/// <summary>Agents in memory.</summary>
internal sealed class MemoryAgentStore(MemoryData data) : IAgentStore
{
    public Task AddAsync(Agent agent, CancellationToken cancellationToken) =>
        data.CommitAsync(state => (state with { Agents = state.Agents.Add(agent.Id, agent) }, true));

    public Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken) =>
        Task.FromResult(data.State.Agents.GetValueOrDefault(id));

    public Task<Listing<Agent>> ListAsync(AgentFilter filter, Slice slice, CancellationToken cancellationToken)
    {
        var all = data.State.Agents.Values
            .Where(agent => (filter.Type is null || agent.Type == filter.Type) && (filter.ModelId is null || agent.CurrentModelId == filter.ModelId))
            .OrderByDescending(agent => agent.CreatedAt)
            .ToArray();
        return Task.FromResult(new Listing<Agent>([.. all.Skip(slice.Offset).Take(slice.Limit)], all.Length));
    }

    public Task<ChangeAgentOutcome> ChangeAsync(
        AgentId id, Func<Agent, Agent?> change, CancellationToken cancellationToken) =>
        data.CommitAsync<ChangeAgentOutcome>(state =>
        {
            if (!state.Agents.TryGetValue(id, out var agent))
                return (state, new ChangeAgentOutcome.NoAgent());
            return change(agent) is { } changed
                ? (state with { Agents = state.Agents.SetItem(id, changed) }, new ChangeAgentOutcome.Changed(changed))
                : (state, new ChangeAgentOutcome.Declined());
        });

    public Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken) =>
        data.CommitAsync(state => (state with { Agents = state.Agents.Remove(id) }, state.Agents.ContainsKey(id)));
}
