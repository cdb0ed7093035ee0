using System.Buffers;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Csv;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.Server.Api;

/// <summary>Reading what is in a log: a list of reactions, or the whole log as a file.</summary>
internal static class LogsController
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/experiments/{id}/reactions", ListAsync).WithTags("reactions")
            .Requires(Permission.Follow).Describe("listReactions", "List reactions, newest first; after a seq oldest first from there.", 404, 409, 422)
            .Produces<ReactionsResponse>();
        api.MapGet("/experiments/{id}/export", ExportAsync).WithTags("experiments")
            .Requires(Permission.Follow).Describe("exportExperiment", "Download the whole log, streamed, as JSONL or CSV.", 404, 422)
            .Produces<string>(200, "application/x-ndjson", "text/csv");
    }

    private static async Task<IResult> ListAsync(
        string id,
        string? limit,
        string? offset,
        string? after,
        IExperimentStore experiments,
        IExperimentLog log,
        CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem)
            || !PathValues.TrySlice(limit, offset, out var slice, out problem)
            || !PathValues.TryAfter(after, out var cursor, out problem))
            return problem!;
        if (after is not null && offset is not null)
            return Problem.Invalid("offset", "It does not go with 'after'; go on from the last seq instead.");
        if (await experiments.FindAsync(experimentId, cancellationToken) is not { } experiment)
            return Problem.ExperimentNotFound(experimentId);
        if (cursor is { } beyond && beyond > experiment.LastSeq)
            return Problem.AfterBeyondHead(beyond, experiment.LastSeq);
        var reactions = cursor is { } place
            ? await log.ReadReactionsAfterAsync(experimentId, place, slice.Limit, cancellationToken)
            : await log.ReadLatestReactionsAsync(experimentId, slice, cancellationToken);
        return new JsonBytesResult(200, Answer(reactions, experiment.LastSeq));
    }

    private static ReadOnlyMemory<byte> Answer(EncodedEvents reactions, Seq head)
    {
        var body = new ArrayBufferWriter<byte>(reactions.Bytes + 256);
        body.Write("{\"reactions\":["u8);
        for (var i = 0; i < reactions.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            body.Write(ReactionJson.Write(reactions[i]));
        }

        body.Write(System.Text.Encoding.ASCII.GetBytes($"],\"count\":{reactions.Count},\"last_seq\":{head}}}"));
        return body.WrittenMemory;
    }

    private static async Task<IResult> ExportAsync(
        string id,
        string? format,
        HttpContext context,
        IExperimentStore experiments,
        IExperimentLog log,
        CancellationToken cancellationToken)
    {
        if (!PathValues.TryId<ExperimentId>(id, "experiment_id", out var experimentId, out var problem))
            return problem!;
        if (format is not (null or "jsonl" or "csv"))
            return Problem.Invalid("format", $"'{PathValues.Shown(format)}' is no format; jsonl and csv are.");
        if (await experiments.FindAsync(experimentId, cancellationToken) is not { } experiment)
            return Problem.ExperimentNotFound(experimentId);
        var pages = ReadPagesAsync(log, experiment, cancellationToken);
        var csv = format == "csv";
        context.Response.ContentType = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        context.Response.Headers.ContentDisposition =
            $"attachment; filename=\"experiment_{experimentId}.{(csv ? "csv" : "jsonl")}\"";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (csv)
            await LogCsv.WriteAsync(pages, context.Response.Body, cancellationToken);
        else
            await WriteLinesAsync(pages, context.Response, cancellationToken);
        return TypedResults.Empty;
    }

    /// <summary>Reads the log as it is now, page by page.</summary>
    private static async IAsyncEnumerable<EventBatch> ReadPagesAsync(
        IExperimentLog log,
        Experiment experiment,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = Seq.Zero; after < experiment.LastSeq;)
        {
            if (await log.ReadAfterAsync(experiment.Id, after, cancellationToken) is not { } page)
                yield break;
            var wanted = page.UpTo(experiment.LastSeq);
            yield return wanted;
            after = wanted.Last;
        }
    }

    private static async Task WriteLinesAsync(
        IAsyncEnumerable<EventBatch> pages, HttpResponse response, CancellationToken cancellationToken)
    {
        await foreach (var page in pages)
        {
            for (var i = 0; i < page.Count; i++)
            {
                var json = page[i].Json.Span;
                var line = response.BodyWriter.GetSpan(json.Length + 1);
                OneLine.Copy(json, line);
                line[json.Length] = (byte)'\n';
                response.BodyWriter.Advance(json.Length + 1);
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
        }
    }
}
