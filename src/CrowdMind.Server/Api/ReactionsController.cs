using CrowdMind.Logs;
using CrowdMind.Recording;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>Publishing reactions over HTTP: one, or many.</summary>
internal static class ReactionsController
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/reactions", PublishAsync).WithTags("reactions")
            .Requires(Permission.Publish).Describe(
                "publishReaction",
                "Publish a reaction; answered when it is on the disk. The same id again answers the first one.",
                400, 404, 409, 413, 415, 422, 503)
            .Accepts<ReactionRequest>("application/json").Produces<ReactionResponse>(201).Produces<ReactionResponse>();
        api.MapPost("/experiments/{id}/reactions", PublishManyAsync).WithTags("reactions")
            .Requires(Permission.Publish).Describe(
                "publishReactions",
                "Publish many reactions: a JSON batch, all or none, or NDJSON of any length, one a line.",
                400, 404, 409, 413, 415, 422, 503)
            .Accepts<BatchRequest>("application/json", "application/x-ndjson").Produces<BatchResponse>();
    }

    private static async Task<IResult> PublishAsync(
        HttpContext context,
        LogWriter writer,
        IExperimentLog log,
        Publishing publishing,
        CancellationToken cancellationToken)
    {
        var (json, refused) = await JsonBody.ReadAsync(context.Request, publishing.MessageLimit, cancellationToken);
        if (refused is not null)
            return refused;
        var message = publishing.Read(json);
        if (ReactionReader.Check(message, experimentId: null, CallerPrincipal.Of(context.User)) is { } problem)
            return problem;
        var experimentId = message.ExperimentId!.Value;
        if (!TryTakeKey(context.Request, experimentId, ref message, out problem))
            return problem!;
        var draft = publishing.Draft(message, TraceHeader.Read(context.Request));
        var request = new AppendRequest.Reactions(experimentId, [draft]);
        return await writer.AppendAsync(request, cancellationToken) switch
        {
            AppendOutcome.Appended { Reactions: [{ Duplicate: false, Seq: var seq }], At: var at } =>
                new JsonBytesResult(201, ReactionJson.Write(experimentId, draft, seq, at)),
            AppendOutcome.Appended { Reactions: [{ Seq: var first }] } =>
                await FirstAsync(log, experimentId, first, cancellationToken),
            var outcome => Problem.From(outcome, experimentId),
        };
    }

    private static async Task<IResult> FirstAsync(
        IExperimentLog log, ExperimentId experimentId, Seq seq, CancellationToken cancellationToken)
    {
        var found = await log.ReadReactionsAfterAsync(experimentId, seq + -1, limit: 1, cancellationToken);
        return found.Count == 1
            ? new JsonBytesResult(200, ReactionJson.Write(found[0]))
            : Problem.ExperimentNotFound(experimentId);
    }

    private static bool TryTakeKey(
        HttpRequest request, ExperimentId experimentId, ref ReactionMessage message, out Problem? problem)
    {
        problem = null;
        if (!request.Headers.TryGetValue(IdempotencyKey.Header, out var keys))
            return true;
        var key = keys.ToString();
        if (key.Length is 0 or > IdempotencyKey.Characters)
        {
            problem = Problem.Invalid(
                IdempotencyKey.Header, $"It has {key.Length} characters; 1 to {IdempotencyKey.Characters} are wanted.");
            return false;
        }

        var id = IdempotencyKey.ToReactionId(experimentId, key);
        if (message.Id is { } given && given != id)
        {
            problem = Problem.Invalid("id", $"Both an id and an {IdempotencyKey.Header} were given; send one of them.");
            return false;
        }

        message.Id = id;
        return true;
    }

    private static async Task<IResult> PublishManyAsync(
        string id, HttpContext context, LogWriter writer, Publishing publishing, CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem))
            return problem!;
        var caller = CallerPrincipal.Of(context.User);
        if (JsonBody.HasType(context.Request, "application/x-ndjson"))
            return await new ReactionUpload(experimentId, writer, publishing, caller).RunAsync(context, cancellationToken);
        if (!JsonBody.HasType(context.Request, "application/json"))
            return Problem.UnsupportedMediaType(context.Request.ContentType, "application/json or application/x-ndjson");
        var limit = Limits.BatchBytes + publishing.MessageLimit;
        var (json, refused) = await JsonBody.ReadAsync(context.Request, limit, cancellationToken);
        if (refused is not null)
            return refused;
        var around = TraceHeader.Read(context.Request);
        if (ReactionBatch.Read(json, experimentId, publishing, caller, around, out var drafts) is { } invalid)
            return invalid;
        return await writer.AppendAsync(new AppendRequest.Reactions(experimentId, drafts), cancellationToken) switch
        {
            AppendOutcome.Appended appended => TypedResults.Ok(new AppendTally().Add(appended).ToResponse()),
            AppendOutcome.AgentNotFound missing => Problem.AgentNotFound(missing.AgentId)
                .With(new Dictionary<string, long?> { ["index"] = missing.Index }),
            var outcome => Problem.From(outcome, experimentId),
        };
    }
}
