using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CrowdMind.Server.Telemetry;

/// <summary>
/// Says in a request's trace how it was answered, and lets it end where a stream begins. A socket or an event stream may last
/// for days: as one span it would be seen only then, and be what every call on it belongs to.
/// </summary>
internal static class RequestTraces
{
    /// <summary>Middleware, to stand before everything that answers.</summary>
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(
            static state =>
            {
                EndIfStream((HttpContext)state);
                return Task.CompletedTask;
            },
            context);
        await next(context);
        if (ActivityOf(context) is { } activity)
            Describe(context, activity);
    }

    private static void EndIfStream(HttpContext context)
    {
        if (!IsStream(context.Response))
            return;

        // Days would be no duration of a request either.
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
            metrics.MetricsDisabled = true;
        if (ActivityOf(context) is not { } activity)
            return;
        Describe(context, activity);
        activity.Stop();
    }

    private static bool IsStream(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;

    private static Activity? ActivityOf(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsStopped: false, IsAllDataRequested: true } activity ? activity : null;

    // OpenTelemetry's conventions for HTTP spans: the route, not the path, names the span.
    private static void Describe(HttpContext context, Activity activity)
    {
        var (method, status) = (context.Request.Method, context.Response.StatusCode);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            activity.SetStatus(ActivityStatusCode.Error).SetTag("error.type", $"{status}");
        if (route is not null)
            activity.SetTag("http.route", route);

        // A method that nothing here knows may be any text.
        activity.DisplayName = route is null ? "HTTP" : $"{method} {route}";
    }
}
