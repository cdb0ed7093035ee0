namespace CrowdMind.Datasets;

/// <summary>The rows of one job, stored and ready to be seen.</summary>
/// <param name="JobId">The job.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="FirstRow">How many rows the dataset had when the job began.</param>
/// <param name="Segments">The rows, at least one segment.</param>
/// <param name="Checksum">The checksum of the dataset with them.</param>
/// <param name="Profile">The state of the dataset's profile with them.</param>
/// <param name="GeneratorVersion">The version of the generator that made them.</param>
/// <param name="StartedAt">When the job's turn came.</param>
/// <param name="At">When it is done.</param>
public sealed record GenerationCommit(
    JobId JobId,
    DatasetId DatasetId,
    long FirstRow,
    IReadOnlyList<Segment> Segments,
    RowsChecksum Checksum,
    ReadOnlyMemory<byte> Profile,
    int GeneratorVersion,
    DateTimeOffset StartedAt,
    DateTimeOffset At)
{
    /// <summary>How many rows are added.</summary>
    public long Rows => Segments.Sum(segment => (long)segment.Rows);

    /// <summary>What they weigh as JSONL.</summary>
    public long TextBytes => Segments.Sum(segment => segment.TextBytes);
}
