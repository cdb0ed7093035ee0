using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Api;

/// <summary>
/// Refuses bodies that are compressed: taken as they are they would be taken for what they are not, and unpacked they could be
/// a thousand times what every limit here counts.
/// </summary>
internal static class BodyCoding
{
    // RFC 9110, section 12.5.3: what says so and is nothing.
    private const string Identity = "identity";

    /// <summary>Middleware that does so.</summary>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var given = context.Request.Headers.ContentEncoding;
        if (given.Count == 0 || given.ToString() is "" or Identity || !ReadsBodies(context.GetEndpoint()))
            return next(context);
        context.Response.Headers.AcceptEncoding = Identity;
        return Problem.UnsupportedContentEncoding(given.ToString()).ExecuteAsync(context);
    }

    /// <summary>Whether a body means anything to it: then it says that it answers 415, or it is the hub.</summary>
    private static bool ReadsBodies(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<HubMetadata>() is not null
        || (endpoint?.Metadata.OfType<IProducesResponseTypeMetadata>() ?? []).Any(one => one.StatusCode == StatusCodes.Status415UnsupportedMediaType);
}
