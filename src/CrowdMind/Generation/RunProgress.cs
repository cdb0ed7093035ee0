using CrowdMind.Datasets;

namespace CrowdMind.Generation;

/// <summary>How far a run is, told by who makes to who reports.</summary>
/// <param name="job">The job.</param>
/// <param name="startedAt">When its turn came.</param>
internal sealed class RunProgress(GenerationJob job, DateTimeOffset startedAt)
{
    /// <summary>The job.</summary>
    public GenerationJob Job => job;

    /// <summary>When its turn came.</summary>
    public DateTimeOffset StartedAt => startedAt;

    /// <summary>How many rows are stored.</summary>
    public long RowsStored { get; set; }

    /// <summary>Whether only the database knows how it ended.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Commits. From there on only the database knows; where it does not answer, the sweep asks it later.</summary>
    public async Task<CommitOutcome> CommitAsync(Func<Task<CommitOutcome>> commitAsync)
    {
        IsDoubtful = true;
        var outcome = await commitAsync();
        IsDoubtful = false;
        return outcome;
    }
}
