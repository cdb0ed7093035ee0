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

    public Task<IReadOnlyList<Experiment>> FindEndedAsync(DateTimeOffset before, Slice slice, CancellationToken cancellationToken)
    {
        var ended = data.State.Logs.Values.Select(log => log.Experiment)
            .Where(experiment => experiment.Status == ExperimentStatus.Stopped && experiment.EndedAt < before)
            .OrderBy(experiment => experiment.EndedAt);
        return Task.FromResult<IReadOnlyList<Experiment>>([.. ended.Skip(slice.Offset).Take(slice.Limit)]);
    }

    public Task<bool> DeleteEndedAsync(ExperimentId id, Seq head, CancellationToken cancellationToken) => data.CommitAsync(state =>
        state.Logs.GetValueOrDefault(id) is { } log && (log.Experiment.Status != ExperimentStatus.Stopped || log.Head != head)
            ? (state, false)
            : (state with { Logs = state.Logs.Remove(id) }, true));

    // A deletion here is one swap of the state: nothing is ever left.
    public Task FinishDeletionsAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
