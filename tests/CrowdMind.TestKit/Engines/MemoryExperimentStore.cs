using CrowdMind.Experiments;

namespace CrowdMind.TestKit.Engines;

/// <summary>Experiments in memory.</summary>
internal sealed class MemoryExperimentStore(MemoryData data) : IExperimentStore
{
    public Task AddAsync(Experiment experiment, CancellationToken cancellationToken) =>
        data.CommitAsync(state => (state.With(new StoredLog(experiment)), true));

    public Task<Experiment?> FindAsync(ExperimentId id, CancellationToken cancellationToken) =>
        Task.FromResult(data.State.Logs.GetValueOrDefault(id)?.Experiment);

    public Task<Listing<Experiment>> ListAsync(
        ExperimentStatus? status, Slice slice, CancellationToken cancellationToken)
    {
        Experiment[] all =
        [
            .. data.State.Logs.Values.Select(log => log.Experiment)
                .Where(experiment => status is null || experiment.Status == status)
                .OrderByDescending(experiment => experiment.CreatedAt),
        ];
        return Task.FromResult(new Listing<Experiment>([.. all.Skip(slice.Offset).Take(slice.Limit)], all.Length));
    }

    public Task<bool> DeleteAsync(ExperimentId id, CancellationToken cancellationToken) =>
        data.CommitAsync(state => (state with { Logs = state.Logs.Remove(id) }, state.Logs.ContainsKey(id)));

    // A deletion here is one swap of the state: nothing is ever left.
    public Task FinishDeletionsAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
