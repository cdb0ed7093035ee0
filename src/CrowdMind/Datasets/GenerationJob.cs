namespace CrowdMind.Datasets;

/// <summary>One call to make rows. All of them are added to the dataset, or none; or they become a version whole, or nothing.</summary>
/// <param name="Id">Its id; what it stores until then bears it.</param>
/// <param name="DatasetId">The dataset that is to have the rows.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Seed">The seed of its rows.</param>
/// <param name="RowsTotal">How many rows were asked for.</param>
/// <param name="RowsDone">How many are made and stored.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When its turn came.</param>
/// <param name="UpdatedAt">When the instance that works on it last said so.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="MakesVersion">Whether the dataset is a version that is there when the job is done; not kept beyond its beginning.</param>
public sealed record GenerationJob(
    JobId Id,
    DatasetId DatasetId,
    JobStatus Status,
    long Seed,
    long RowsTotal,
    long RowsDone,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset UpdatedAt,
    string? Error = null,
    bool MakesVersion = false)
{
    /// <summary>Whether it may still add rows.</summary>
    public bool IsActive => Status is JobStatus.Queued or JobStatus.Running;

    /// <summary>Rows a second since its turn came; none before there are any.</summary>
    public double? RowsPerSecond =>
        StartedAt is { } start && RowsDone > 0 && UpdatedAt > start ? RowsDone / (UpdatedAt - start).TotalSeconds : null;

    /// <summary>The time it will still take at that rate; none when that is not known or it has ended.</summary>
    public double? SecondsLeft => IsActive && RowsPerSecond is { } rate ? (RowsTotal - RowsDone) / rate : null;
}
