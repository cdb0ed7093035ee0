using System.Security.Cryptography;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>Making rows: at once, or as a job that can be watched and cancelled.</summary>
internal sealed partial class GenerationController(
    GenerationRuns runs, IDatasetStore datasets, IJobStore jobs, GenerationLimits limits, ILogger<GenerationController> logger)
{
    private const int DefaultRows = 100;
    private const string RespondAsync = "respond-async";

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/datasets/{id}/generate", static (
                string id, string? n, string? seed, HttpContext context, GenerationController here) => here.GenerateAsync(id, n, seed, context))
            .WithTags("datasets")
            .Describe("generateRows", "Make rows and add them: all of them, or none.", 404, 409, 422, 503)
            .Produces<GenerationResponse>().Produces<JobResponse>(202);
        var group = api.MapGroup("/jobs").WithTags("datasets");
        group.MapGet("/{id}", static (string id, GenerationController here, CancellationToken cancellationToken) =>
                here.GetJobAsync(id, cancellationToken))
            .Describe("getJob", "How far a generation is.", 404, 422).Produces<JobResponse>();
        group.MapDelete("/{id}", static (string id, GenerationController here, CancellationToken cancellationToken) =>
                here.CancelJobAsync(id, cancellationToken))
            .Describe("cancelJob", "Cancel a generation; it then adds no rows.", 404, 409, 422).Produces<JobResponse>(202);
    }

    private async Task<IResult> GenerateAsync(string id, string? n, string? seed, HttpContext context)
    {
        var aborted = context.RequestAborted;
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem)
            || !PathValues.TryNumber(n, "n", 1, limits.Rows, DefaultRows, out var rows, out problem)
            || !PathValues.TryNumber(seed, "seed", 0, Limits.LargestSeed, DrawSeed(), out var chosen, out problem))
            return problem!;
        if (await datasets.FindAsync(datasetId, aborted) is null)
            return Problem.DatasetNotFound(datasetId);
        if (await runs.StartAsync(datasetId, rows, chosen, aborted) is not { } start)
            return Problem.TooManyGenerations();
        if (WantsJob(context.Request))
        {
            _ = LogFailureAsync(start);
            context.Response.Headers["Preference-Applied"] = RespondAsync;
            return TypedResults.Accepted(JobPath(context.Request, start.Job.Id), JobResponse.From(start.Job));
        }

        return await AnswerAsync(start, aborted);
    }

    private async Task<IResult> AnswerAsync(GenerationStart start, CancellationToken aborted)
    {
        GenerationOutcome outcome;

        // A caller who has gone wants no rows.
        await using (aborted.Register(() => runs.Cancel(start.Job.Id)))
            outcome = await start.Ending;
        aborted.ThrowIfCancellationRequested();
        if (outcome is GenerationOutcome.Done done)
            return TypedResults.Ok(new GenerationResponse(start.Job.RowsTotal, start.Job.Seed, done.RowCount, done.Checksum));
        if (outcome is GenerationOutcome.Failed failed)
            Log.Failed(logger, start.Job.Id, failed.Cause);
        return Problem.From(outcome, start.Job.DatasetId) ?? Problem.Unforeseen();
    }

    private async Task LogFailureAsync(GenerationStart start)
    {
        if (await start.Ending is GenerationOutcome.Failed failed)
            Log.Failed(logger, start.Job.Id, failed.Cause);
    }

    private async Task<IResult> GetJobAsync(string id, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<JobId>(id, "job_id", out var jobId, out var problem))
            return problem!;
        return await jobs.FindAsync(jobId, cancellationToken) is { } job
            ? TypedResults.Ok(JobResponse.From(job))
            : Problem.JobNotFound(jobId);
    }

    private async Task<IResult> CancelJobAsync(string id, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<JobId>(id, "job_id", out var jobId, out var problem))
            return problem!;
        var taken = await jobs.CancelAsync(jobId, cancellationToken);
        runs.Cancel(jobId);
        if (await jobs.FindAsync(jobId, cancellationToken) is not { } job)
            return Problem.JobNotFound(jobId);
        return taken ? TypedResults.Accepted((string?)null, JobResponse.From(job)) : Problem.JobEnded(job);
    }

    /// <summary>Whether the caller would rather not wait (RFC 7240, section 4.1).</summary>
    private static bool WantsJob(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(line => (line ?? "").Split(','))
        .Any(preference => string.Equals(preference.Split(';')[0].Trim(), RespondAsync, StringComparison.OrdinalIgnoreCase));

    private static string JobPath(HttpRequest request, JobId job)
    {
        var path = request.Path.Value ?? "";
        return $"{request.PathBase}{path[..path.LastIndexOf("/datasets/", StringComparison.Ordinal)]}/jobs/{job}";
    }

    private static long DrawSeed() => RandomNumberGenerator.GetInt32(int.MaxValue);

    private static partial class Log
    {
        [LoggerMessage(5201, LogLevel.Error, "Job {Job} failed.")]
        public static partial void Failed(ILogger logger, JobId job, Exception exception);
    }
}
