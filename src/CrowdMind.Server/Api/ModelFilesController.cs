using CrowdMind.Deployments;
using CrowdMind.Models;
using CrowdMind.Objects;
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
            .Describe("uploadModel", "Give a version its file, a TFLite model, once and for all.", 400, 404, 409, 413, 415, 422, 503)
            .Accepts<IFormFile>(UploadForm.FormType).Produces<UploadResponse>();
        group.MapGet("/{reference}/download", static (string reference, string? expires, HttpContext context, ModelFilesController here) =>
                here.DownloadAsync(expires, context))
            .Describe("downloadModel", "Where the file is to be had for a while, without another credential.", 404, 409, 422, 503)
            .Produces<DownloadResponse>();
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
