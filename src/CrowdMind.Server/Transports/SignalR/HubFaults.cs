using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>Logs what a hub call did not foresee. A refusal is not a fault, so SignalR's own log of both is off.</summary>
internal sealed partial class HubFaults(ILogger<HubFaults> logger) : IHubFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception fault) when (fault is not (HubException or OperationCanceledException))
        {
            Log.Fault(logger, invocationContext.HubMethodName, fault);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Error, "The hub's {Method} failed.")]
        public static partial void Fault(ILogger logger, string method, Exception exception);
    }
}
