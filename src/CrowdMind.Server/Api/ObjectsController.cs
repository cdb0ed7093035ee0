using CrowdMind.Objects;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>The objects behind the server's own signed URLs. The signature is all the credential there is.</summary>
internal static class ObjectsController
{
    /// <summary>How often an object may be replaced between being found and being opened.</summary>
    private const int Tries = 3;

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var path = SignedUrls.Route + "/{**key}";
        api.MapGet(path, GetAsync).WithTags("objects")
            .Requires(Permission.Open).Describe("downloadObject", "Download a file by a signed URL, whole or a range of it.", 403, 404, 416, 503)
            .Produces<Stream>(200, "application/octet-stream").Produces<Stream>(206, "application/octet-stream", "multipart/byteranges").Produces(304);
        api.MapMethods(path, [HttpMethods.Head], GetAsync).Requires(Permission.Open).ExcludeFromDescription();
    }

    private static async Task<IResult> GetAsync(
        string? key,
        string? expires,
        string? name,
        string? signature,
        HttpRequest request,
        IObjectStore store,
        ObjectDigests digests,
        SignedUrls urls,
        CancellationToken cancellationToken)
    {
        if (!ObjectKey.TryParse(key, out var objectKey))
            return Problem.WrongSignature();
        if (urls.Check(objectKey, expires, name, signature) is { } refused)
            return refused;
        for (var left = Tries; left > 0; left--)
        {
            if (await store.FindAsync(objectKey, cancellationToken) is not { } stored)
                return Problem.ObjectNotFound(objectKey);
            if (await digests.FindAsync(stored, cancellationToken) is not { } digest)
                continue;
            var download = new ObjectDownload(store, stored, digest, name!, request); // It is signed, so it is there.
            if (!download.HasBody)
                return download;
            if (await store.OpenAsync(stored.Key, download.Range, cancellationToken) is not { } content)
                continue;
            if (content.Stored == stored)
                return download.With(content);
            await content.DisposeAsync();
        }

        return Problem.ObjectStoreUnavailable();
    }
}
