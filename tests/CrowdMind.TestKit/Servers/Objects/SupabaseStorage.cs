using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>The routes of Supabase Storage that an object store needs.</summary>
internal sealed partial class SupabaseStorage(SupabasePlan plan) : IDisposable
{
    private readonly SupabaseFiles _files = new();
    private readonly SupabaseTokens _tokens = new();

    public void Map(IEndpointRouteBuilder storage)
    {
        storage.MapGet("/bucket/{bucket}", BucketAsync);
        storage.MapPost("/object/list/{bucket}", ListAsync);
        storage.MapPost("/object/sign/{bucket}/{**name}", SignAsync);
        storage.MapGet("/object/sign/{bucket}/{**name}", SignedAsync);
        storage.MapGet("/object/authenticated/{bucket}/{**name}", (string bucket, string name, HttpContext context) =>
            SendAsync(Require(bucket, name), null, context));
        storage.MapGet("/object/info/{bucket}/{**name}", InfoAsync);
        storage.MapPost("/object/{bucket}/{**name}", UploadAsync);
        storage.MapDelete("/object/{bucket}", DeleteAsync);
    }

    public void Dispose() => _files.Dispose();

    private Task BucketAsync(string bucket, HttpContext context)
    {
        Require(bucket);
        return context.Response.WriteAsJsonAsync(new
        {
            id = bucket,
            name = bucket,
            @public = false,
            file_size_limit = plan.FileSizeLimit,
            allowed_mime_types = plan.AllowedMimeTypes,
        });
    }

    private async Task UploadAsync(string bucket, string name, HttpContext context)
    {
        Require(bucket);
        if (!NamePattern().IsMatch(name) || name.Split('/').Contains(".."))
            throw SupabaseRefusal.InvalidKey(name);
        var request = context.Request;
        if (request.ContentLength is not { } length)
            throw SupabaseRefusal.Invalid("You must provide the Content-Length HTTP header.");
        if (length > Math.Min(plan.FileSizeLimit ?? long.MaxValue, plan.ProjectLimit))
            throw SupabaseRefusal.TooLarge;
        if (plan.AllowedMimeTypes is { } types && !types.Contains(request.ContentType))
            throw new SupabaseRefusal(415, "InvalidMimeType", $"mime type {request.ContentType} is not supported");
        var stored = await _files.StoreAsync(
            name, request.Body, length, replace: request.Headers["x-upsert"] == "true", context.RequestAborted);
        await context.Response.WriteAsJsonAsync(new { Key = $"{bucket}/{name}", stored.Id });
    }

    private Task InfoAsync(string bucket, string name, HttpContext context)
    {
        var file = Require(bucket, name);
        return context.Response.WriteAsJsonAsync(new
        {
            id = file.Id,
            name,
            bucket_id = bucket,
            size = file.Size,
            content_type = "application/octet-stream",
            etag = file.Tag,
            last_modified = file.UpdatedAt,
            created_at = file.UpdatedAt,
        });
    }

    private async Task ListAsync(string bucket, HttpContext context)
    {
        Require(bucket);
        var body = await BodyAsync(context);
        var page = _files.List(Member(body, "prefix").GetString() ?? "")
            .Skip(Number(body, "offset", 0))
            .Take(Number(body, "limit", 100))
            .Select(entry => new
            {
                name = entry.Name,
                id = entry.File?.Id,
                updated_at = entry.File?.UpdatedAt,
                metadata = entry.File is { } file ? new { size = file.Size, mimetype = "application/octet-stream" } : null,
            });
        await context.Response.WriteAsJsonAsync(page);
    }

    private async Task DeleteAsync(string bucket, HttpContext context)
    {
        Require(bucket);
        var names = Member(await BodyAsync(context), "prefixes").EnumerateArray().Select(name => name.GetString() ?? "");
        await context.Response.WriteAsJsonAsync(names.Where(_files.Delete).Select(name => new { name, bucket_id = bucket }).ToArray());
    }

    private async Task SignAsync(string bucket, string name, HttpContext context)
    {
        Require(bucket, name);
        var seconds = Member(await BodyAsync(context), "expiresIn").GetInt64();
        if (seconds < 1)
            throw SupabaseRefusal.Invalid("body/expiresIn must be >= 1");
        var token = _tokens.Sign($"{bucket}/{name}", seconds);
        await context.Response.WriteAsJsonAsync(new { signedURL = $"/object/sign/{bucket}/{name}?token={token}" });
    }

    private Task SignedAsync(string bucket, string name, HttpContext context)
    {
        _tokens.Check(context.Request.Query["token"], $"{bucket}/{name}");
        return SendAsync(Require(bucket, name), context.Request.Query["download"], context);
    }

    private static async Task SendAsync(SupabaseFile file, string? download, HttpContext context)
    {
        var response = context.Response;
        if (download is not null)
        {
            var name = Uri.EscapeDataString(download);
            response.Headers.ContentDisposition = $"attachment; filename={name}; filename*=UTF-8''{name};";
        }

        var (from, to) = (0L, file.Size - 1);
        if (context.Request.GetTypedHeaders().Range is { Ranges.Count: 1 } range)
        {
            var only = range.Ranges.Single();
            (from, to) = (only.From ?? Math.Max(0, file.Size - only.To!.Value), Math.Min(only.From is null ? to : only.To ?? to, to));
            if (from > to)
                throw new SupabaseRefusal(416, "InvalidRange", "The requested range is not satisfiable");
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{to}/{file.Size}";
        }

        response.Headers.ETag = file.Tag;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.LastModified = HeaderUtilities.FormatDate(file.UpdatedAt);
        response.ContentType = "application/octet-stream";
        response.ContentLength = to - from + 1;
        await using var bytes = File.OpenRead(file.Path);
        bytes.Position = from;
        await StreamCopyOperation.CopyToAsync(bytes, response.Body, to - from + 1, context.RequestAborted);
    }

    private void Require(string bucket)
    {
        if (bucket != plan.Bucket)
            throw SupabaseRefusal.NoSuchBucket;
    }

    private SupabaseFile Require(string bucket, string name)
    {
        Require(bucket);
        return _files.Find(name) ?? throw SupabaseRefusal.NoSuchKey;
    }

    private static async Task<JsonElement> BodyAsync(HttpContext context) =>
        context.Request.HasJsonContentType()
            ? await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body)
            : throw SupabaseRefusal.Invalid("body must be object");

    private static JsonElement Member(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) ? value : throw SupabaseRefusal.Invalid($"body must have required property '{name}'");

    private static int Number(JsonElement body, string name, int absent) =>
        body.TryGetProperty(name, out var value) ? value.GetInt32() : absent;

    [GeneratedRegex(@"\A(\w|/|!|-|\.|\*|'|\(|\)| |&|\$|@|=|;|:|\+|,|\?)+\z", RegexOptions.ECMAScript)]
    private static partial Regex NamePattern();
}
