namespace CrowdMind.Datasets;

/// <summary>
/// Keeps jobs, so that every instance can tell of them and stop them, whichever works on them.
/// <list type="number">
/// <item>A job that has ended does not change any more.</item>
/// <item>The instance that works on a job reports it again and again. One that has not been reported for a while is given
/// up: it fails, and its objects are due to be swept until that is said to be done. A run that only slept finds out at its
/// next report or its commit.</item>
/// <item>A cancellation that was taken holds: the job will not commit.</item>
/// </list>
/// </summary>
public interface IJobStore
{
    /// <summary>Adds one.</summary>
    Task AddAsync(GenerationJob job, CancellationToken cancellationToken);

    /// <summary>Finds one, or null.</summary>
    Task<GenerationJob?> FindAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Tells how far a job is; false when it must not go on.</summary>
    /// <param name="id">The job.</param>
    /// <param name="startedAt">When its turn came; null while it waits.</param>
    /// <param name="rowsDone">How many rows are stored.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Cancels the report.</param>
    Task<bool> ReportAsync(
        JobId id, DateTimeOffset? startedAt, long rowsDone, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends a job that added nothing, unless it has ended.</summary>
    /// <param name="id">The job.</param>
    /// <param name="status">Failed or cancelled.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="at">When.</param>
    /// <param name="swept">Whether its objects are gone.</param>
    Task EndAsync(JobId id, JobStatus status, string? error, DateTimeOffset at, bool swept);

    /// <summary>Asks for a job to be cancelled; false when it has ended or there is none.</summary>
    Task<bool> CancelAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>The jobs of some datasets that changed since a time.</summary>
    Task<IReadOnlyList<GenerationJob>> ReadRecentAsync(
        IReadOnlyList<DatasetId> datasets, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Gives up the jobs that were last reported before a time, and finds all whose objects are due to be swept.</summary>
    /// <param name="before">The time.</param>
    /// <param name="error">Why they fail.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    Task<IReadOnlyList<GenerationJob>> GiveUpAsync(
        DateTimeOffset before, string error, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Says that the objects of a job are gone.</summary>
    Task SweptAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Forgets the jobs that ended before a time.</summary>
    Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
