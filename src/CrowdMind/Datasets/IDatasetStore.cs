namespace CrowdMind.Datasets;

/// <summary>
/// Keeps datasets and says which stored segments hold their rows.
/// <list type="number">
/// <item>A returned write is committed and synced.</item>
/// <item>Rows are added by a commit alone, and by all of it or nothing: its segments, the row count, the checksum, the
/// profile and the end of its job are one transaction, which demands that the dataset has as many rows as when the job
/// began and that the job is still running. So of two runs at once, on whichever instances, one adds its
/// rows. A commit that was done already is answered as done, and done once.</item>
/// <item>Segments are never changed, and rows have no gaps: the segments within a row count hold exactly those rows.</item>
/// <item>A dataset that is hidden is found no more; it is removed when its objects are. What a crash between the two left
/// is found by <see cref="FindHiddenAsync"/>.</item>
/// <item>A version is there whole or not at all: the dataset, its file, its segments and the end of its job are one
/// transaction, which demands that no dataset of its name has that version, but for one that waits for it and becomes it.
/// Of two at once, on whichever instances, one is made. It takes no rows any more.</item>
/// <item>A dataset that waits grows like others when rows are added, and then waits no more.</item>
/// </list>
/// </summary>
public interface IDatasetStore
{
    /// <summary>Adds one without rows.</summary>
    Task AddAsync(Dataset dataset, CancellationToken cancellationToken);

    /// <summary>Finds one, or null.</summary>
    Task<Dataset?> FindAsync(DatasetId id, CancellationToken cancellationToken);

    /// <summary>Lists them, newest first, and counts all.</summary>
    Task<Listing<Dataset>> ListAsync(Slice slice, CancellationToken cancellationToken);

    /// <summary>The segments that hold rows of a range, in order.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="first">The range's first row.</param>
    /// <param name="end">The row after its last.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<Segment>> ReadSegmentsAsync(DatasetId id, long first, long end, CancellationToken cancellationToken);

    /// <summary>The state of the dataset's profile; null without rows or dataset.</summary>
    Task<byte[]?> ReadProfileAsync(DatasetId id, CancellationToken cancellationToken);

    /// <summary>Adds a job's rows and ends the job.</summary>
    Task<CommitOutcome> CommitAsync(GenerationCommit commit, CancellationToken cancellationToken);

    /// <summary>Lists the versions of a name, newest first, without those that wait, and counts all.</summary>
    Task<Listing<DatasetVersion>> ListVersionsAsync(string name, Slice slice, CancellationToken cancellationToken);

    /// <summary>All that have a version of a name, also those that wait for it.</summary>
    Task<IReadOnlyList<Dataset>> FindVersionsAsync(string name, string version, CancellationToken cancellationToken);

    /// <summary>Adds a version, or makes it of one that waits, and ends the job.</summary>
    Task<CommitOutcome> CommitVersionAsync(VersionCommit commit, CancellationToken cancellationToken);

    /// <summary>Says which file holds the rows of one that grows, unless it has another number of rows or such a file.</summary>
    /// <returns>The dataset as it is then; null when there is none.</returns>
    Task<Dataset?> SetFileAsync(DatasetId id, DatasetFile file, CancellationToken cancellationToken);

    /// <summary>Hides one, whose objects are to be deleted; false when there is none.</summary>
    Task<bool> HideAsync(DatasetId id, CancellationToken cancellationToken);

    /// <summary>Those that are hidden.</summary>
    Task<IReadOnlyList<DatasetId>> FindHiddenAsync(CancellationToken cancellationToken);

    /// <summary>Removes a hidden one and its segments.</summary>
    Task RemoveAsync(DatasetId id, CancellationToken cancellationToken);
}
