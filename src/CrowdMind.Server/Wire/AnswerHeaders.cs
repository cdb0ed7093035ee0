using Microsoft.Extensions.Primitives;

namespace CrowdMind.Server.Wire;

/// <summary>
/// What every answer tells browsers and caches to refuse, as OWASP's REST Security Cheat Sheet asks of an API: nothing of it
/// is kept, guessed at, framed or run. A route that knows better says so after.
/// </summary>
internal static class AnswerHeaders
{
    // An answer of the API is no page; opened as one it loads and runs nothing.
    private static readonly StringValues Nothing = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues OneYear = "max-age=31536000";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoStore = "no-store";

    /// <summary>Middleware that writes them, to stand first.</summary>
    public static Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        // An upgrade is answered by a connection, not by something a browser shows; what is written there would stay in
        // memory for as long as the hub's sockets do. A refused one is a problem, which writes them itself.
        if (context.Request.Headers.Upgrade.Count == 0)
            Write(context);
        return next(context);
    }

    /// <summary>Writes them.</summary>
    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = NoStore;
        headers.XContentTypeOptions = NoSniff;
        headers.ContentSecurityPolicy = Nothing;
        headers.XFrameOptions = Deny;
        headers["Referrer-Policy"] = NoReferrer;
        if (CameByHttps(context.Request))
            headers.StrictTransportSecurity = OneYear;
    }

    /// <summary>
    /// Whether the client sent the request by HTTPS, as far as a proxy says. Anybody may say so: a browser takes the header
    /// for nothing where it did not come by HTTPS (RFC 6797, section 8.1).
    /// </summary>
    private static bool CameByHttps(HttpRequest request) =>
        request.IsHttps || string.Equals(request.Headers["X-Forwarded-Proto"].ToString(), "https", StringComparison.OrdinalIgnoreCase);
}
