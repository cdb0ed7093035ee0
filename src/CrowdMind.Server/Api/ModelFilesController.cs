using CrowdMind.Deployments;
using CrowdMind.Models;
using CrowdMind.Objects;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;
using CrowdMind.Uploads;

namespace CrowdMind.Server.Api;

/// <summary>The files of models: how they come, and where they are to be had.</summary>
internal sealed class ModelFilesController(
    IModelStore models, ModelUploads uploads, IObjectStore objects, ModelDownloads downloads, PublicAddress address, UploadLimits limits)
{
    /// <summary>What is uploaded to models.</summary>
    public const string FileWanted = "a .tflite file";

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/models").WithTags("models");
        group.MapPost("/{id}/upload", static (string id, HttpContext context, ModelFilesController here) => here.UploadAsync(id, context))
            .Requires(Permission.Edit).Describe("uploadModel", "Give a version its file, a TFLite model, once and for all.", 400, 404, 409, 413, 415, 422, 503)
            .Accepts<string>(UploadForm.FormType).Produces<UploadResponse>();
        group.MapGet("/{reference}/download", static (string reference, string? expires, HttpContext context, ModelFilesController here) =>
                here.DownloadAsync(expires, context))
            .Requires(Permission.Read).Describe("downloadModel", "Where the file is to be had for a while, without another credential.", 404, 409, 422, 503)
            .Produces<DownloadResponse>();
        group.MapPost("/{reference}/versions", static (string reference, string? version, HttpContext context, ModelFilesController here) =>
                here.AddVersionAsync(version, context))
            .Requires(Permission.Edit).Describe("uploadModelVersion", "Make a version of a file, a TFLite model.", 400, 404, 409, 413, 415, 422, 503)
            .Accepts<string>(UploadForm.FormType).Produces<ModelVersionResponse>(201);
        group.MapGet("/{reference}/versions", static (string reference, string? limit, string? offset, HttpContext context, ModelFilesController here) =>
                here.ListVersionsAsync(limit, offset, context))
            .Requires(Permission.Read).Describe("listModelVersions", "List the versions of a model's name, newest first.", 404, 422)
            .Produces<IReadOnlyList<ModelVersionResponse>>();
        group.MapGet("/versions/{reference}/download", static (string reference, string? expires, HttpContext context, ModelFilesController here) =>
                here.DownloadAsync(expires, context))
            .Requires(Permission.Read).Describe("downloadModelVersion", "Where the version's file is to be had for a while, without another credential.", 404, 409, 422, 503)
            .Produces<DownloadResponse>();
    }

    private async Task<IResult> AddVersionAsync(string? version, HttpContext context)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        if (!ModelPaths.TryReference(request, 1, out var reference, out var problem) || !PathValues.TryVersion(version, out problem))
            return problem!;
        if (await models.FindAsync(reference, aborted) is not { } of)
            return Problem.ModelNotFound(reference);
        if (await models.FindAsync(new ModelReference.ByVersion(of.Name, version!), aborted) is { File: not null } taken)
            return Problem.ModelVersionTaken(of, version!, taken.Id);
        var (file, refused) = await new UploadForm(objects, limits.Bytes, FileWanted).ReadAsync(request, aborted);
        using (file)
        {
            if (file is null)
                return refused!;
            return await uploads.AddVersionAsync(of, version!, file, aborted) switch
            {
                UploadOutcome.VersionAdded(var added, _) => TypedResults.Created(
                    $"{request.PathBase}{PathOfModels(request)}/{added.Id}", ModelVersionResponse.From(of.Id, added)),
                UploadOutcome.VersionTaken(var id) => Problem.ModelVersionTaken(of, version!, id),
                var other => Problem.From(other, of.Id),
            };
        }
    }

    private async Task<IResult> ListVersionsAsync(string? limit, string? offset, HttpContext context)
    {
        if (!ModelPaths.TryReference(context.Request, 1, out var reference, out var problem)
            || !PathValues.TrySlice(limit, offset, out var slice, out problem))
            return problem!;
        if (await models.FindAsync(reference, context.RequestAborted) is not { } of)
            return Problem.ModelNotFound(reference);
        var (items, total) = await models.ListVersionsAsync(of.Name, slice, context.RequestAborted);
        var listing = new Listing<ModelVersionResponse>([.. items.Select(version => ModelVersionResponse.From(of.Id, version))], total);
        return HttpLists.Answer(context, listing, slice, WireJson.Web.IReadOnlyListModelVersionResponse);
    }

    private static string PathOfModels(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return path[..(path.IndexOf("/models/", StringComparison.OrdinalIgnoreCase) + "/models".Length)];
    }

    private async Task<IResult> UploadAsync(string id, HttpContext context)
    {
        var aborted = context.RequestAborted;
        if (!PathValues.TryId<ModelId>(id, "model_id", out var modelId, out var problem))
            return problem!;
        if (await models.FindAsync(new ModelReference.ById(modelId), aborted) is not { } model)
            return Problem.ModelNotFound(modelId);
        var (file, refused) = await new UploadForm(objects, limits.Bytes, FileWanted).ReadAsync(context.Request, aborted);
        using (file)
        {
            if (file is null)
                return refused!;
            return await uploads.AcceptAsync(model, file, aborted) switch
            {
                UploadOutcome.Accepted(var accepted) => TypedResults.Ok(UploadResponse.From(modelId, accepted)),
                var other => Problem.From(other, modelId),
            };
        }
    }

    private async Task<IResult> DownloadAsync(string? expires, HttpContext context)
    {
        var (request, aborted) = (context.Request, context.RequestAborted);
        if (!ModelPaths.TryReference(request, 1, out var reference, out var problem)
            || !PathValues.TryNumber(
                expires, "expires", Limits.DownloadLeastSeconds, Limits.DownloadMostSeconds, Limits.DownloadSeconds, out var seconds, out problem))
            return problem!;
        if (await models.FindAsync(reference, aborted) is not { } model)
            return Problem.ModelNotFound(reference);
        if (model.File is not { } file)
            return Problem.ModelWithoutFile(model.Id);
        return await downloads.SignAsync(model, file, seconds, aborted) is { } download
            ? TypedResults.Ok(new DownloadResponse(address.Absolute(download.Url, request), download.ExpiresAt, file.Checksum, file.Size))
            : Problem.ModelFileLost(model.Id);
    }
}
