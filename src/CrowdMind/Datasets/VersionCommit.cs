namespace CrowdMind.Datasets;

/// <summary>A version that is made and stored, ready to be seen.</summary>
/// <param name="JobId">The job that made it.</param>
/// <param name="Version">The version as it is to be; its id is a new one, or that of a dataset that waits for it.</param>
/// <param name="FillsWaiting">Whether its id is that of a dataset that waits.</param>
/// <param name="Segments">Its rows; none for a file that is not read.</param>
/// <param name="Profile">The state of its profile; none for a file that is not read.</param>
/// <param name="StartedAt">When the job's turn came.</param>
/// <param name="At">When it is done.</param>
public sealed record VersionCommit(
    JobId JobId,
    DatasetVersion Version,
    bool FillsWaiting,
    IReadOnlyList<Segment> Segments,
    ReadOnlyMemory<byte>? Profile,
    DateTimeOffset StartedAt,
    DateTimeOffset At);
