using System.Buffers;
using System.Security.Cryptography;
using CrowdMind.Objects;
using CrowdMind.Server.Wire;
using Microsoft.Net.Http.Headers;

namespace CrowdMind.Server.Api;

/// <summary>
/// The answer to a download: what the request's conditions and its ranges come to (RFC 9110, sections 13 and 14). Several
/// ranges are several parts of one body.
/// </summary>
internal sealed class ObjectDownload : IResult
{
    private const string OctetStream = "application/octet-stream";

    private readonly IObjectStore _objects;
    private readonly StoredObject _stored;
    private readonly string _digest;
    private readonly EntityTagHeaderValue _tag;
    private readonly string _fileName;
    private readonly IReadOnlyList<ByteRange> _ranges = [];
    private readonly string? _unsatisfiable;
    private readonly int _status = StatusCodes.Status200OK;
    private ObjectContent? _content;

    public ObjectDownload(IObjectStore objects, StoredObject stored, string digest, string fileName, HttpRequest request)
    {
        (_objects, _stored, _digest, _fileName) = (objects, stored, digest, fileName);
        _tag = new EntityTagHeaderValue($"\"{digest}\"");
        Range = ByteRange.All.Within(stored.Size);
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch.Any(IsSame))
        {
            _status = StatusCodes.Status304NotModified;
        }
        else if (HttpMethods.IsGet(request.Method) && ObjectRanges.Of(headers, _tag, stored.Size) is { } wanted)
        {
            _ranges = wanted;
            Range = wanted.Count == 0 ? default : wanted[0];
            _unsatisfiable = wanted.Count == 0 ? request.Headers.Range.ToString() : null;
            _status = StatusCodes.Status206PartialContent;
        }

        HasBody = _status != StatusCodes.Status304NotModified && _unsatisfiable is null && HttpMethods.IsGet(request.Method);
    }

    /// <summary>The part of the object that is wanted first.</summary>
    public ByteRange Range { get; }

    /// <summary>Whether the answer holds bytes of the object.</summary>
    public bool HasBody { get; }

    /// <summary>Gives the answer its first bytes, which it closes.</summary>
    public ObjectDownload With(ObjectContent content)
    {
        _content = content;
        return this;
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var content = _content;
        var (response, aborted) = (httpContext.Response, httpContext.RequestAborted);
        response.Headers.ETag = _tag.ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.AcceptRanges = "bytes";
        if (_unsatisfiable is not null)
        {
            response.Headers.ContentRange = new ContentRangeHeaderValue(_stored.Size).ToString();
            await Problem.RangeNotSatisfiable(PathValues.Shown(_unsatisfiable), _stored.Size).ExecuteAsync(httpContext);
            return;
        }

        response.StatusCode = _status;
        if (_status == StatusCodes.Status304NotModified)
            return;
        Describe(response);
        if (_ranges.Count > 1)
            await WritePartsAsync(content, httpContext);
        else if (_status == StatusCodes.Status206PartialContent && Range.Length <= Limits.ObjectBufferBytes)
            await WriteDigestedAsync(content, response, aborted);
        else if (content is not null)
            await content.Bytes.CopyToAsync(response.Body, Limits.ObjectBufferBytes, aborted);
    }

    private void Describe(HttpResponse response)
    {
        // What was uploaded must not run as a page of this server's origin.
        var attachment = new ContentDispositionHeaderValue("attachment");
        attachment.SetHttpFileName(_fileName);
        response.Headers.ContentDisposition = attachment.ToString();
        response.ContentType = OctetStream;
        response.Headers.LastModified = HeaderUtilities.FormatDate(_stored.ModifiedAt);
        response.ContentLength = Range.Length;
        response.Headers["Repr-Digest"] = Digest(Convert.FromHexString(_digest));
        if (_status == StatusCodes.Status206PartialContent)
            response.Headers.ContentRange = ContentRange(Range);
        else
            response.Headers["Content-Digest"] = response.Headers["Repr-Digest"];
    }

    /// <summary>Writes a part that fits a buffer, with a digest of its own: what a device checks piece by piece.</summary>
    private async Task WriteDigestedAsync(ObjectContent? content, HttpResponse response, CancellationToken aborted)
    {
        if (content is null)
            return;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Range.Length);
        try
        {
            var part = buffer.AsMemory(0, (int)Range.Length);
            await content.Bytes.ReadExactlyAsync(part, aborted);
            response.Headers["Content-Digest"] = Digest(SHA256.HashData(part.Span));
            await response.Body.WriteAsync(part, aborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task WritePartsAsync(ObjectContent? first, HttpContext context)
    {
        var (response, aborted) = (context.Response, context.RequestAborted);

        // No file holds its own SHA-256.
        var parts = new MultipartRanges(_digest, OctetStream, [.. _ranges.Select(range => (ContentRange(range), range.Length))]);
        response.Headers.ContentRange = default;
        response.ContentType = parts.ContentType;
        response.ContentLength = parts.Length;
        for (var i = 0; i < _ranges.Count; i++)
        {
            await response.Body.WriteAsync(parts.Head(i), aborted);
            await using var content = i == 0 ? first : await _objects.OpenAsync(_stored.Key, _ranges[i], aborted);
            if (content?.Stored != _stored)
            {
                // Replaced since the first part: whoever reads must not take these for parts of one.
                context.Abort();
                return;
            }

            await content.Bytes.CopyToAsync(response.Body, Limits.ObjectBufferBytes, aborted);
        }

        await response.Body.WriteAsync(parts.End, aborted);
    }

    private string ContentRange(ByteRange range) =>
        new ContentRangeHeaderValue(range.Offset, range.Offset + range.Length - 1, _stored.Size).ToString();

    /// <summary>A digest as RFC 9530 writes it.</summary>
    private static string Digest(byte[] sha256) => $"sha-256=:{Convert.ToBase64String(sha256)}:";

    private bool IsSame(EntityTagHeaderValue given) =>
        given.Equals(EntityTagHeaderValue.Any) || given.Compare(_tag, useStrongComparison: false);
}
