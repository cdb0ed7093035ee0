using CrowdMind.Objects;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace CrowdMind.Server.Api;

/// <summary>
/// The answer to a download: what the request's conditions and its range come to (RFC 9110, sections 13 and 14). Several
/// ranges in one request, which nobody has to serve, get the whole object.
/// </summary>
internal sealed class ObjectDownload : IResult
{
    private readonly StoredObject _stored;
    private readonly EntityTagHeaderValue _tag;
    private readonly string _fileName;
    private readonly string? _unsatisfiable;
    private readonly int _status = StatusCodes.Status200OK;
    private ObjectContent? _content;

    public ObjectDownload(StoredObject stored, string digest, string fileName, HttpRequest request)
    {
        (_stored, _fileName) = (stored, fileName);
        _tag = new EntityTagHeaderValue($"\"{digest}\"");
        Range = ByteRange.All.Within(stored.Size);
        var headers = request.GetTypedHeaders();
        if (headers.IfNoneMatch.Any(IsSame))
        {
            _status = StatusCodes.Status304NotModified;
        }
        else if (HttpMethods.IsGet(request.Method) && RangeOf(headers) is { } wanted)
        {
            Range = Resolve(wanted, stored.Size);
            _unsatisfiable = Range.Length == 0 ? request.Headers.Range.ToString() : null;
            _status = StatusCodes.Status206PartialContent;
        }

        HasBody = _status != StatusCodes.Status304NotModified && _unsatisfiable is null && HttpMethods.IsGet(request.Method);
    }

    /// <summary>The part of the object that is wanted.</summary>
    public ByteRange Range { get; }

    /// <summary>Whether the answer holds bytes of the object.</summary>
    public bool HasBody { get; }

    /// <summary>Gives the answer its bytes, which it closes.</summary>
    public ObjectDownload With(ObjectContent content)
    {
        _content = content;
        return this;
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var content = _content;
        var response = httpContext.Response;
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
        if (content is not null)
            await content.Bytes.CopyToAsync(response.Body, Limits.ObjectBufferBytes, httpContext.RequestAborted);
    }

    private void Describe(HttpResponse response)
    {
        // What was uploaded must not run as a page of this server's origin.
        var attachment = new ContentDispositionHeaderValue("attachment");
        attachment.SetHttpFileName(_fileName);
        response.Headers.ContentDisposition = attachment.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentType = "application/octet-stream";
        response.Headers.LastModified = HeaderUtilities.FormatDate(_stored.ModifiedAt);
        response.ContentLength = Range.Length;
        if (_status == StatusCodes.Status206PartialContent)
        {
            response.Headers.ContentRange =
                new ContentRangeHeaderValue(Range.Offset, Range.Offset + Range.Length - 1, _stored.Size).ToString();
        }
    }

    private bool IsSame(EntityTagHeaderValue given) =>
        given.Equals(EntityTagHeaderValue.Any) || given.Compare(_tag, useStrongComparison: false);

    /// <summary>The one range of bytes that is asked for, if it still is of these bytes (If-Range).</summary>
    private RangeItemHeaderValue? RangeOf(RequestHeaders headers)
    {
        if (headers.Range is not { Ranges.Count: 1 } range || range.Unit != "bytes")
            return null;
        var holds = headers.IfRange is not { } condition
            || condition.EntityTag?.Compare(_tag, useStrongComparison: true) == true;
        return holds ? range.Ranges.Single() : null;
    }

    private static ByteRange Resolve(RangeItemHeaderValue wanted, long size)
    {
        var from = wanted.From ?? Math.Max(0, size - wanted.To!.Value); // One of the two is there.
        var to = wanted.From is null ? long.MaxValue : wanted.To ?? long.MaxValue;
        return new ByteRange(from, to == long.MaxValue ? long.MaxValue : to - from + 1).Within(size);
    }
}
