namespace CrowdMind.Experiments;

/// <summary>
/// Keeps experiments.
/// <list type="number">
/// <item>A returned write is committed and synced.</item>
/// <item>Status and head are changed by the log alone, never here.</item>
/// <item>Deleting an experiment deletes its log; its id then is unknown everywhere.</item>
/// </list>
/// </summary>
public interface IExperimentStore
{
    /// <summary>Adds a draft.</summary>
    Task AddAsync(Experiment experiment, CancellationToken cancellationToken);

    /// <summary>Finds one, or null.</summary>
    Task<Experiment?> FindAsync(ExperimentId id, CancellationToken cancellationToken);

    /// <summary>Lists them, newest first, all or those of one status, and counts all that match.</summary>
    Task<Listing<Experiment>> ListAsync(ExperimentStatus? status, Slice slice, CancellationToken cancellationToken);

    /// <summary>Deletes one with its log; false when there is none.</summary>
    Task<bool> DeleteAsync(ExperimentId id, CancellationToken cancellationToken);

    /// <summary>Finds those that are stopped, and were last stopped before a time; first the one that was first.</summary>
    Task<IReadOnlyList<Experiment>> FindEndedAsync(DateTimeOffset before, Slice slice, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes one with its log if it is stopped and its head is this one, so that nothing happened to it since it was found.
    /// </summary>
    /// <returns>Whether it is gone, by this call or another's; false when it stays.</returns>
    Task<bool> DeleteEndedAsync(ExperimentId id, Seq head, CancellationToken cancellationToken);

    /// <summary>Deletes the events of experiments that are gone: what a crash in the middle of a deletion left.</summary>
    Task FinishDeletionsAsync(CancellationToken cancellationToken);
}
