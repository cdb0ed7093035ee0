using System.Data.Common;
using CrowdMind.Logs;
using CrowdMind.Objects;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.Diagnostics;

namespace CrowdMind.Server.Api;

/// <summary>Answers what no route foresaw: a lost database, a broken request, a fault of ours.</summary>
internal sealed partial class FaultHandler(ILogger<FaultHandler> logger) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var problem = exception switch
        {
            BadHttpRequestException bad => new Problem(bad.StatusCode, bad.Message),
            LogUnavailableException or DbException => Problem.DatabaseUnavailable(),
            ObjectStoreUnavailableException => Problem.ObjectStoreUnavailable(),
            ObjectDisposedException => Problem.Draining(),
            _ => Problem.Unforeseen(),
        };
        if (problem.Status >= StatusCodes.Status500InternalServerError)
            Log.Fault(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Error, "{Method} {Path} failed.")]
        public static partial void Fault(ILogger logger, string method, string path, Exception exception);
    }
}
