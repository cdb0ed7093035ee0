namespace CrowdMind.Server.Telemetry;

/// <summary>Says each request at DEBUG: its path without its query, which may hold a token.</summary>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class RequestLog(TimeProvider time, ILogger<RequestLog> logger)
{
    /// <summary>Middleware, to stand before everything that answers.</summary>
    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var began = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var took = time.GetElapsedTime(began).TotalMilliseconds;
            Log.Answered(logger, context.Request.Method, context.Request.Path, context.Response.StatusCode, took);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4501, LogLevel.Debug, "{Method} {Path}: {Status} in {Milliseconds:0.0} ms")]
        public static partial void Answered(ILogger logger, string method, string path, int status, double milliseconds);
    }
}
