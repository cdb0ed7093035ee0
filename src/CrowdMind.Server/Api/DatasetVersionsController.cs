using System.Buffers;
using System.Text.Json;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Objects;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Versions;

namespace CrowdMind.Server.Api;

/// <summary>The versions of datasets: those that share a name. An id in a path stands for its name.</summary>
internal sealed class DatasetVersionsController(
    DatasetVersions versions, GenerationWaits waits, FlatFiles files, IDatasetStore datasets, IObjectStore objects, PublicAddress address,
    UploadLimits limits, TimeProvider time)
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/datasets").WithTags("datasets");
        group.MapPost("/{id}/versions", static (
                string id, string? version, string? format, string? label_column, HttpContext context, DatasetVersionsController here) =>
                here.UploadAsync(id, version, format, label_column, context))
            .Requires(Permission.Edit).Describe("uploadDatasetVersion", "Make a version of a file: streamed, hashed, kept as it came.", 400, 404, 409, 413, 415, 422, 503)
            .Accepts<string>(UploadForm.FormType).Produces<VersionResponse>(201);
        group.MapGet("/{id}/versions", static (string id, string? limit, string? offset, HttpContext context, DatasetVersionsController here) =>
                here.ListAsync(id, limit, offset, context))
            .Requires(Permission.Read).Describe("listDatasetVersions", "List the versions of a dataset's name, newest first.", 404, 422)
            .Produces<IReadOnlyList<VersionResponse>>();
        group.MapGet("/versions/{version_id}/download", static (
                string version_id, string? expires, HttpContext context, DatasetVersionsController here) => here.DownloadAsync(version_id, expires, context))
            .Requires(Permission.Read).Describe("downloadDatasetVersion", "Where the file is to be had for a while, without another credential.", 404, 409, 422, 503)
            .Produces<DownloadResponse>();
        group.MapGet("/{a}/diff/{b}", static (string a, string b, DatasetDiff diff, DatasetVersionsController here, CancellationToken aborted) =>
                here.DiffAsync(a, b, diff, aborted))
            .Requires(Permission.Read).Describe("diffDatasets", "What changed from one dataset to another: schema, rows, labels, and each field's drift.", 404, 422)
            .Produces<RawJson>();
    }

    /// <summary>The answer to whoever made a version.</summary>
    public static IResult Created(HttpRequest request, DatasetId of, DatasetVersion version)
    {
        var path = request.Path.Value ?? "";
        var datasets = path[..path.LastIndexOf($"/{of}/", StringComparison.OrdinalIgnoreCase)];
        return TypedResults.Created($"{request.PathBase}{datasets}/{version.Dataset.Id}", VersionResponse.From(of, version));
    }

    private async Task<IResult> UploadAsync(string id, string? version, string? format, string? labelColumn, HttpContext context)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem)
            || !PathValues.TryVersion(version, out problem)
            || !TryFormat(format, out var read, out problem))
            return problem!;
        if (await datasets.FindAsync(datasetId, aborted) is not { } of)
            return Problem.DatasetNotFound(datasetId);
        if (await versions.FindTakenAsync(of, version!, aborted) is { } taken)
            return Problem.DatasetVersionTaken(of, version!, taken);
        var (file, refused) = await new UploadForm(objects, limits.DatasetBytes, $"a file of the format {format ?? "csv"}").ReadAsync(request, aborted);
        using (file)
        {
            if (file is null)
                return refused!;
            var begun = await versions.UploadAsync(of, version!, read, file, labelColumn, aborted);
            if (begun is not VersionStart.Started { Generation: var start })
                return Problem.From(begun, of, version!);
            return await waits.WaitAsync(start, aborted) switch
            {
                GenerationOutcome.Made made => Created(request, datasetId, made.Version),
                var other => Problem.From(other, of, version!),
            };
        }
    }

    private async Task<IResult> ListAsync(string id, string? limit, string? offset, HttpContext context)
    {
        if (!PathValues.TryId<DatasetId>(id, "dataset_id", out var datasetId, out var problem)
            || !PathValues.TrySlice(limit, offset, out var slice, out problem))
            return problem!;
        if (await datasets.FindAsync(datasetId, context.RequestAborted) is not { } of)
            return Problem.DatasetNotFound(datasetId);
        var (items, total) = await datasets.ListVersionsAsync(of.Name, slice, context.RequestAborted);
        var listing = new Listing<VersionResponse>([.. items.Select(version => VersionResponse.From(datasetId, version))], total);
        return HttpLists.Answer(context, listing, slice, WireJson.Web.IReadOnlyListVersionResponse);
    }

    private async Task<IResult> DownloadAsync(string id, string? expires, HttpContext context)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        if (!PathValues.TryId<DatasetId>(id, "version_id", out var versionId, out var problem)
            || !PathValues.TryNumber(
                expires, "expires", Limits.DownloadLeastSeconds, Limits.DownloadMostSeconds, Limits.DownloadSeconds, out var seconds, out problem))
            return problem!;
        if (await datasets.FindAsync(versionId, aborted) is not { } version)
            return Problem.DatasetNotFound(versionId);
        if (!version.IsFinal && version.RowCount == 0)
            return Problem.DatasetWithoutRows(version);
        if (await files.OfAsync(version, aborted) is not { } file)
            return Problem.VersionFileLost(versionId);
        var title = $"{version.Name}-{version.Version}";
        return await objects.SignAsync(ObjectKey.Parse(file.Path), title, FileFormats.Word(file.Format), seconds, time, aborted) is { } signed
            ? TypedResults.Ok(new DownloadResponse(address.Absolute(signed.Url, request), signed.ExpiresAt, file.Checksum, file.Size))
            : Problem.VersionFileLost(versionId);
    }

    private async Task<IResult> DiffAsync(string a, string b, DatasetDiff diff, CancellationToken aborted)
    {
        if (!PathValues.TryId<DatasetId>(a, "a", out var one, out var problem) || !PathValues.TryId<DatasetId>(b, "b", out var other, out problem))
            return problem!;
        if (await datasets.FindAsync(one, aborted) is not { } first)
            return Problem.DatasetNotFound(one);
        if (await datasets.FindAsync(other, aborted) is not { } second)
            return Problem.DatasetNotFound(other);
        var body = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(body, WireJson.WriterOptions))
            await diff.WriteAsync(first, second, json, aborted);
        return new JsonBytesResult(200, body.WrittenMemory);
    }

    private static bool TryFormat(string? text, out FileFormat format, out Problem? problem)
    {
        (format, problem) = (FileFormat.Csv, null);
        if (text is null || FileFormats.Words.TryGetValue(text, out format))
            return true;
        problem = Problem.Invalid("format", $"'{PathValues.Shown(text)}' is no format; {string.Join(", ", FileFormats.Words.Keys)} are.");
        return false;
    }
}
