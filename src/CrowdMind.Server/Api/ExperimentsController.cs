using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Recording;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>The experiments and their status.</summary>
internal static class ExperimentsController
{
    private static readonly Dictionary<string, ExperimentStatus> Statuses = new()
    {
        ["draft"] = ExperimentStatus.Draft,
        ["running"] = ExperimentStatus.Running,
        ["stopped"] = ExperimentStatus.Stopped,
    };

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var experiments = api.MapGroup("/experiments").WithTags("experiments");
        experiments.MapPost("", CreateAsync).Requires(Permission.Edit).Describe("createExperiment", "Make an experiment, a draft.", 400, 413, 415, 422)
            .Accepts<ExperimentRequest>("application/json").Produces<Experiment>(201);
        experiments.MapGet("", ListAsync).Requires(Permission.Read).Describe("listExperiments", "List experiments, newest first.", 422)
            .Produces<IReadOnlyList<Experiment>>();
        experiments.MapGet("/{id}", GetAsync).Requires(Permission.Follow).Describe("getExperiment", "Get an experiment.", 404, 422)
            .Produces<Experiment>();
        experiments.MapDelete("/{id}", DeleteAsync)
            .Requires(Permission.Edit).Describe("deleteExperiment", "Delete an experiment and its log; its subscribers are closed.", 404, 422)
            .Produces(204);
        experiments.MapPost("/{id}/start", StartAsync)
            .Requires(Permission.Edit).Describe("startExperiment", "Start a draft, or a stopped experiment again.", 404, 409, 422, 503)
            .Produces<StatusResponse>();
        experiments.MapPost("/{id}/stop", StopAsync)
            .Requires(Permission.Edit).Describe("stopExperiment", "Stop a running experiment; it then refuses reactions.", 404, 409, 422, 503)
            .Produces<StatusResponse>();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IExperimentStore experiments, TimeProvider time, CancellationToken cancellationToken)
    {
        var (json, refused) = await JsonBody.ReadAsync(context.Request, Limits.DocumentBytes, cancellationToken);
        if (refused is not null)
            return refused;
        if (!JsonBody.TryParse(json, out var fields, out var problem))
            return problem!;
        var experiment = new Experiment(
            ExperimentId.New(time),
            fields.Text("name", Limits.NameCharacters),
            ExperimentStatus.Draft,
            fields.Object("scenario"),
            StartedAt: null,
            EndedAt: null,
            time.Now(),
            Seq.Zero);
        if (fields.Problem is { } invalid)
            return invalid;
        await experiments.AddAsync(experiment, cancellationToken);
        return TypedResults.Created($"{context.Request.Path}/{experiment.Id}", experiment);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        IExperimentStore experiments,
        string? status,
        string? limit,
        string? offset,
        CancellationToken cancellationToken)
    {
        if (!PathValues.TrySlice(limit, offset, out var slice, out var problem))
            return problem!;
        if (status is not null && !Statuses.ContainsKey(status))
        {
            return Problem.Invalid(
                "status", $"'{PathValues.Shown(status)}' is no status; {string.Join(", ", Statuses.Keys)} are.");
        }

        ExperimentStatus? wanted = status is null ? null : Statuses[status];
        return HttpLists.Answer(context, await experiments.ListAsync(wanted, slice, cancellationToken), slice, WireJson.Web.IReadOnlyListExperiment);
    }

    private static async Task<IResult> GetAsync(
        string id, IExperimentStore experiments, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem))
            return problem!;
        return await experiments.FindAsync(experimentId, cancellationToken) is { } experiment
            ? TypedResults.Ok(experiment)
            : Problem.ExperimentNotFound(experimentId);
    }

    private static async Task<IResult> DeleteAsync(
        string id, IExperimentStore experiments, FeedRegistry feeds, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem))
            return problem!;
        if (!await experiments.DeleteAsync(experimentId, cancellationToken))
            return Problem.ExperimentNotFound(experimentId);
        feeds.End(experimentId, SubscriptionEnd.ExperimentDeleted);
        return TypedResults.NoContent();
    }

    private static Task<IResult> StartAsync(string id, LogWriter writer, CancellationToken cancellationToken) =>
        ChangeStatusAsync(id, ExperimentStatus.Running, "The experiment was started.", writer, cancellationToken);

    private static Task<IResult> StopAsync(string id, LogWriter writer, CancellationToken cancellationToken) =>
        ChangeStatusAsync(id, ExperimentStatus.Stopped, "The experiment was stopped.", writer, cancellationToken);

    private static async Task<IResult> ChangeStatusAsync(
        string id, ExperimentStatus status, string message, LogWriter writer, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem))
            return problem!;
        var change = new AppendRequest.StatusChange(experimentId, status);
        return await writer.AppendAsync(change, cancellationToken) switch
        {
            AppendOutcome.StatusChanged { Experiment: var now } => TypedResults.Ok(
                new StatusResponse(now.Id, now.Status, message, now.StartedAt, now.EndedAt, now.LastSeq)),
            var refused => Problem.From(refused, experimentId),
        };
    }
}
