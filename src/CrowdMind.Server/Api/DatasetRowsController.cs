using System.Buffers;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Segments;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Csv;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CrowdMind.Server.Api;

/// <summary>Reading a dataset's rows: some of them, or all as a file.</summary>
internal sealed class DatasetRowsController(IDatasetStore datasets, SegmentFiles files)
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var rows = api.MapGroup("/datasets/{id}").WithTags("datasets");
        rows.MapGet("/rows", static (string id, string? limit, string? offset, HttpContext context, DatasetRowsController here) =>
                here.ListAsync(id, limit, offset, context))
            .Requires(Permission.Read).Describe("listRows", "List rows, in their order.", 404, 422).Produces<IReadOnlyList<RowResponse>>();
        rows.MapGet("/export", static (
                string id, string? format, string? layout, string? split, string? excel, HttpContext context, DatasetRowsController here) =>
                here.ExportAsync(id, context))
            .Requires(Permission.Read).Describe("exportDataset", "Download the rows, streamed, as JSONL or CSV.", 404, 422)
            .Produces<string>(200, "application/x-ndjson", "text/csv").Produces(304);
        rows.MapMethods("/export", [HttpMethods.Head], static (string id, HttpContext context, DatasetRowsController here) =>
            here.ExportAsync(id, context)).Requires(Permission.Read).ExcludeFromDescription();
    }

    private async Task<IResult> ListAsync(string id, string? limit, string? offset, HttpContext context)
    {
        var aborted = context.RequestAborted;
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem)
            || !PathValues.TrySlice(limit, offset, out var slice, out problem))
            return problem!;
        if (await datasets.FindAsync(datasetId, aborted) is not { } dataset)
            return Problem.DatasetNotFound(datasetId);
        var end = Math.Min(slice.Offset + (long)slice.Limit, dataset.RowCount);
        var body = new ArrayBufferWriter<byte>();
        body.Write("["u8);
        if (slice.Offset < end)
            await CopyAsync(datasetId, slice.Offset, end, body, aborted);
        body.Write("]"u8);
        HttpLists.WriteHeaders(context, dataset.RowCount, slice);
        return new JsonBytesResult(200, body.WrittenMemory);
    }

    private async Task CopyAsync(
        DatasetId id, long first, long end, ArrayBufferWriter<byte> body, CancellationToken cancellationToken)
    {
        var segments = await datasets.ReadSegmentsAsync(id, first, end, cancellationToken);
        if (segments.Count == 0)
            return;
        var row = segments[0].FirstRow;
        await foreach (var part in files.ReadLinesAsync(segments, cancellationToken))
        {
            for (var rest = part; rest.Length > 0; row++)
            {
                var length = rest.Span.IndexOf((byte)'\n');
                if (row >= first)
                {
                    if (body.WrittenCount > 1)
                        body.Write(","u8);
                    body.Write(rest.Span[..length]);
                }

                if (row + 1 == end || body.WrittenCount >= Limits.PreviewBytes)
                    return;
                rest = rest[(length + 1)..];
            }
        }
    }

    private async Task<IResult> ExportAsync(string id, HttpContext context)
    {
        var (request, response, aborted) = (context.Request, context.Response, context.RequestAborted);
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem)
            || !ExportQuery.TryRead(request.Query, out var wish, out problem))
            return problem!;
        if (await datasets.FindAsync(datasetId, aborted) is not { } dataset)
            return Problem.DatasetNotFound(datasetId);
        var asStored = wish is { IsCsv: false, Split: null };
        var packed = asStored && AcceptsGzip(request);
        var tag = new EntityTagHeaderValue($"\"{wish.Tag(dataset, packed)}\"");
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (EntityTags.IsKnown(context, tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var segments = await datasets.ReadSegmentsAsync(datasetId, 0, dataset.RowCount, aborted);
        response.ContentType = wish.MediaType;
        response.Headers.ContentDisposition = $"attachment; filename=\"dataset_{datasetId}.{wish.Ending}\"";
        if (packed)
            response.Headers.ContentEncoding = "gzip";
        if (asStored)
            response.ContentLength = packed ? SegmentFiles.PackedBytes(segments) : dataset.Bytes;
        if (HttpMethods.IsHead(request.Method))
            return TypedResults.Empty;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await WriteAsync(dataset, segments, wish, packed, response.Body, aborted);
        return TypedResults.Empty;
    }

    private async Task WriteAsync(
        Dataset dataset, IReadOnlyList<Segment> segments, ExportQuery wish, bool packed, Stream target, CancellationToken aborted)
    {
        var split = wish.Split is { } name ? new LineSplit(name) : null;
        if (packed)
            await files.CopyPackedAsync(segments, target, aborted);
        else if (wish.IsCsv)
            await new DatasetCsv(Csv(dataset, wish)).WriteAsync(files.ReadLinesAsync(segments, aborted), split, target, aborted);
        else if (split is null)
            await files.CopyLinesAsync(segments, target, aborted);
        else
            await files.CopyLinesAsync(segments, split, target, aborted);
    }

    private static CsvWish Csv(Dataset dataset, ExportQuery wish)
    {
        if (!wish.IsFlat)
            return new CsvWish(null, "label", wish.ForSpreadsheets);
        return CsvWish.Flat(StoredDatasets.SchemaOf(dataset), wish.ForSpreadsheets);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(
            coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);
}
