using System.Data.Common;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Objects;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals around datasets.</summary>
internal sealed partial class Problem
{
    /// <summary>No dataset has the id.</summary>
    public static Problem DatasetNotFound(DatasetId id) => new(StatusCodes.Status404NotFound, $"There is no dataset {id}.");

    /// <summary>No job has the id, or it ended long ago.</summary>
    public static Problem JobNotFound(JobId id) => new(
        StatusCodes.Status404NotFound, $"There is no job {id}; one is forgotten {Limits.JobMemoryHours} hours after its end.");

    /// <summary>The job has ended and cannot be cancelled.</summary>
    public static Problem JobEnded(GenerationJob job) => new(
        StatusCodes.Status409Conflict,
        $"Job {job.Id} is {job.Status.ToString().ToLowerInvariant()}; only a queued or running one can be cancelled.");

    /// <summary>Too many generations wait for their turn.</summary>
    public static Problem TooManyGenerations() => new(
        StatusCodes.Status503ServiceUnavailable,
        $"{Limits.GenerationsWaiting} generations run or wait already; ask again a little later.")
    {
        RetryAfterSeconds = OverloadRetrySeconds,
    };

    /// <summary>The connection watches as many datasets as it may.</summary>
    public static Problem TooManyWatched() => new(
        StatusCodes.Status409Conflict, $"This connection watches {Limits.WatchedDatasets} datasets; unwatch one first.");

    /// <summary>A fault of ours.</summary>
    public static Problem Unforeseen() => new(
        StatusCodes.Status500InternalServerError, "Something went wrong here; it has been logged.");

    /// <summary>What a generation that added nothing says; null for what nobody foresaw.</summary>
    public static Problem? From(GenerationOutcome outcome, DatasetId id) => outcome switch
    {
        GenerationOutcome.DatasetGone => DatasetNotFound(id),
        GenerationOutcome.RowsChanged => new(
            StatusCodes.Status409Conflict, $"Another call added rows to dataset {id} meanwhile; this one added none, ask again."),
        GenerationOutcome.Cancelled => new(
            StatusCodes.Status409Conflict, "The generation was cancelled; it added no rows."),
        GenerationOutcome.Stopped => Draining(),
        GenerationOutcome.BadFile(var faults, var isMore) => BadFile(faults, isMore),
        GenerationOutcome.TooLargeForStore(_, { } limit) => TooLarge("The file", limit),
        GenerationOutcome.TooLargeForStore(var size, _) => new(
            StatusCodes.Status413PayloadTooLarge, $"The object store takes no file of {size} bytes."),
        GenerationOutcome.Failed { Cause: ObjectStoreUnavailableException } => ObjectStoreUnavailable(),
        GenerationOutcome.Failed { Cause: DbException } => DatabaseUnavailable(),
        _ => null,
    };
}
