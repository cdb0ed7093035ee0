using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace CrowdMind.Server.Api;

/// <summary>Answers lists: a JSON array, the whole's size in <c>X-Total-Count</c>, the neighbours in <c>Link</c> (RFC 8288).</summary>
internal static class HttpLists
{
    /// <summary>Answers a part of a list.</summary>
    public static IResult Answer<T>(
        HttpContext context, Listing<T> listing, Slice slice, JsonTypeInfo<IReadOnlyList<T>> shape)
    {
        WriteHeaders(context, listing.Total, slice);
        return TypedResults.Json(listing.Items, shape);
    }

    /// <summary>Says how large the whole is, and where its other parts are.</summary>
    public static void WriteHeaders(HttpContext context, long total, Slice slice)
    {
        var headers = context.Response.Headers;
        headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        headers.Link = string.Join(", ", Links(context.Request, total, slice));
    }

    private static IEnumerable<string> Links(HttpRequest request, long total, Slice slice)
    {
        var last = total == 0 ? 0 : (total - 1) / slice.Limit * slice.Limit;
        yield return Link(request, slice.Limit, 0, "first");
        if (slice.Offset > 0)
            yield return Link(request, slice.Limit, Math.Max(0, slice.Offset - slice.Limit), "prev");
        if (slice.Offset + (long)slice.Limit < total)
            yield return Link(request, slice.Limit, slice.Offset + (long)slice.Limit, "next");
        yield return Link(request, slice.Limit, last, "last");
    }

    private static string Link(HttpRequest request, int limit, long offset, string relation)
    {
        var query = QueryString.Create(request.Query
            .Where(pair => pair.Key is not ("limit" or "offset"))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value)));
        query = query.Add("limit", limit.ToString(CultureInfo.InvariantCulture));
        query = query.Add("offset", offset.ToString(CultureInfo.InvariantCulture));
        return $"<{request.PathBase}{request.Path}{query}>; rel=\"{relation}\"";
    }
}
