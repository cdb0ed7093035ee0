using CrowdMind.Datasets;

namespace CrowdMind.Server.Wire;

/// <summary>How far a generation is.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="DatasetId">The dataset that is to have the rows.</param>
/// <param name="Status">Where it stands. Rows are seen when it is done, all at once.</param>
/// <param name="Seed">The rows' seed.</param>
/// <param name="RowsDone">How many are made and stored.</param>
/// <param name="RowsTotal">How many were asked for.</param>
/// <param name="RowsPerSecond">The rate so far; null before there is one.</param>
/// <param name="SecondsLeft">The time it will still take at that rate; null when it is not known or the job has ended.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record JobResponse(
    JobId Id,
    DatasetId DatasetId,
    JobStatus Status,
    long Seed,
    long RowsDone,
    long RowsTotal,
    double? RowsPerSecond,
    double? SecondsLeft,
    DateTimeOffset CreatedAt,
    string? Error)
{
    /// <summary>The job as clients see it.</summary>
    public static JobResponse From(GenerationJob job) => new(
        job.Id,
        job.DatasetId,
        job.Status,
        job.Seed,
        job.RowsDone,
        job.RowsTotal,
        Rounded(job.RowsPerSecond, 0),
        Rounded(job.SecondsLeft, 1),
        job.CreatedAt,
        job.Error);

    private static double? Rounded(double? value, int decimals) => value is { } known ? Math.Round(known, decimals) : null;
}
