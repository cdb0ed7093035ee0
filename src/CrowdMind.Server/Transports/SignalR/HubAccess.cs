using System.Collections.Concurrent;
using System.Reflection;
using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>Checks each hub call against what its method requires. A method that states nothing is closed to all.</summary>
/// <param name="permits">Who may do what.</param>
internal sealed class HubAccess(Permits permits) : IHubFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, RequiresAttribute?> Required = [];

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var method = invocationContext.HubMethod;
        var required = Required.GetOrAdd(method, static method => method.GetCustomAttribute<RequiresAttribute>())
            ?? throw new InvalidOperationException($"{method.Name} states no permission.");
        var caller = HubConnection.Of(invocationContext.Context).Session.Caller;
        var subject = invocationContext.HubMethodArguments is [string id, ..] ? id : null;
        if (!await permits.AllowsAsync(caller, required.Permission, subject, invocationContext.Context.ConnectionAborted))
            throw HubRefusals.From(Problem.Forbidden(caller));
        return await next(invocationContext);
    }
}
