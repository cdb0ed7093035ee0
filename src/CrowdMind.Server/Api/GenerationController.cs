using System.Security.Cryptography;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Versions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrowdMind.Server.Api;

/// <summary>Making rows: at once, or as a job that can be watched and cancelled.</summary>
internal sealed class GenerationController(
    GenerationRuns runs, GenerationWaits waits, DatasetVersions versions, IDatasetStore datasets, IJobStore jobs, GenerationLimits limits)
{
    private const int DefaultRows = 100;
    private const string RespondAsync = "respond-async";

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/datasets/{id}/generate", static (
                string id, string? n, string? seed, HttpContext context, GenerationController here) => here.GenerateAsync(id, n, seed, context))
            .WithTags("datasets")
            .Requires(Permission.Edit).Describe(
                "generateRows", "Make rows and add them, or with a body make a version of them: all of them, or none.", 400, 404, 409, 413, 415, 422, 503)
            .Accepts<VersionRequest>(isOptional: true, "application/json")
            .Produces<GenerationResponse>().Produces<VersionResponse>(201).Produces<JobResponse>(202);
        var group = api.MapGroup("/jobs").WithTags("datasets");
        group.MapGet("/{id}", static (string id, GenerationController here, CancellationToken cancellationToken) =>
                here.GetJobAsync(id, cancellationToken))
            .Requires(Permission.Read).Describe("getJob", "How far a generation is.", 404, 422).Produces<JobResponse>();
        group.MapDelete("/{id}", static (string id, GenerationController here, CancellationToken cancellationToken) =>
                here.CancelJobAsync(id, cancellationToken))
            .Requires(Permission.Edit).Describe("cancelJob", "Cancel a generation; it then adds no rows.", 404, 409, 422).Produces<JobResponse>(202);
    }

    private async Task<IResult> GenerateAsync(string id, string? n, string? seed, HttpContext context)
    {
        var aborted = context.RequestAborted;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            return await MakeVersionAsync(id, context);
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem)
            || !PathValues.TryNumber(n, "n", 1, limits.Rows, DefaultRows, out var rows, out problem)
            || !PathValues.TryNumber(seed, "seed", 0, Limits.LargestSeed, DrawSeed(), out var chosen, out problem))
            return problem!;
        if (await datasets.FindAsync(datasetId, aborted) is not { } dataset)
            return Problem.DatasetNotFound(datasetId);
        if (dataset.IsFinal)
            return Problem.VersionIsFinal(dataset);
        if (await runs.StartAsync(datasetId, rows, chosen, aborted) is not { } start)
            return Problem.TooManyGenerations();
        if (WantsJob(context.Request))
            return AnswerJob(start, context);
        return await waits.WaitAsync(start, aborted) switch
        {
            GenerationOutcome.Done done => TypedResults.Ok(
                new GenerationResponse(start.Job.RowsTotal, start.Job.Seed, done.RowCount, done.Checksum)),
            var other => Problem.From(other, start.Job.DatasetId) ?? Problem.Unforeseen(),
        };
    }

    /// <summary>With a body the call makes a version: the rows are those of a dataset of their own.</summary>
    private async Task<IResult> MakeVersionAsync(string id, HttpContext context)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem))
            return problem!;
        var (json, refused) = await JsonBody.ReadAsync(request, Limits.DocumentBytes, aborted);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out problem))
            return problem!;
        var version = fields.Text("version", Limits.VersionCharacters);
        var (rows, seed) = (fields.Whole("n", 1, limits.Rows), fields.Whole("seed", 0, Limits.LargestSeed));
        var labels = fields.Texts("labels");
        if (rows is null && !fields.Has("n"))
            fields.Refuse("n", $"It is missing; a whole number from 1 to {limits.Rows} is wanted.");
        if (fields.Problem is { } invalid)
            return invalid;
        if (await datasets.FindAsync(datasetId, aborted) is not { } of)
            return Problem.DatasetNotFound(datasetId);
        var begun = await versions.GenerateAsync(of, version, rows ?? DefaultRows, seed ?? DrawSeed(), labels, aborted);
        if (begun is not VersionStart.Started { Generation: var start })
            return Problem.From(begun, of, version);
        if (WantsJob(request))
            return AnswerJob(start, context);
        return await waits.WaitAsync(start, aborted) switch
        {
            GenerationOutcome.Made made => DatasetVersionsController.Created(request, datasetId, made.Version),
            var other => Problem.From(other, of, version),
        };
    }

    private Accepted<JobResponse> AnswerJob(GenerationStart start, HttpContext context)
    {
        _ = waits.LogAsync(start);
        context.Response.Headers["Preference-Applied"] = RespondAsync;
        return TypedResults.Accepted(JobPath(context.Request, start.Job.Id), JobResponse.From(start.Job));
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
        return $"{request.PathBase}{path[..path.LastIndexOf("/datasets/", StringComparison.OrdinalIgnoreCase)]}/jobs/{job}";
    }

    private static long DrawSeed() => RandomNumberGenerator.GetInt32(int.MaxValue);
}
