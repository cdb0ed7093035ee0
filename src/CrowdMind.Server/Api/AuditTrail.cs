using System.Net;
using CrowdMind.Audits;
using CrowdMind.Server.Access;

namespace CrowdMind.Server.Api;

/// <summary>
/// Writes down who changed what, before the answer goes out. What is written down follows from what an endpoint asks for, so
/// that a new one cannot be forgotten: every change that wants an editor or an admin.
/// </summary>
/// <param name="audit">Where.</param>
/// <param name="prefix">The API's prefix, which is left out.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Has what could not be written down.</param>
internal sealed partial class AuditTrail(IAuditStore audit, string prefix, TimeProvider time, ILogger<AuditTrail> logger)
{
    /// <summary>Handles a request that was let in.</summary>
    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (IsChange(context, out var action))
            context.Response.OnStarting(() => context.Response.StatusCode < 300 ? NoteAsync(context, action) : Task.CompletedTask);
        return next(context);
    }

    private static bool IsChange(HttpContext context, out string action)
    {
        action = "";
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return false;
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<RequiresAttribute>() is not { Permission: Permission.Edit or Permission.Administer })
            return false;
        action = metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? context.Request.Method;
        return true;
    }

    private async Task NoteAsync(HttpContext context, string action)
    {
        var caller = CallerPrincipal.Of(context.User);
        var path = context.Response.Headers.Location is [{ Length: > 0 } place] ? place : context.Request.Path.Value ?? "";
        var subject = path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
        var entry = new AuditEntry(
            time.Now(), caller.Name, caller.Role, caller.KeyId, AddressOf(context), action, subject);
        try
        {
            await audit.AddAsync(entry, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // It is done, and must be answered as done; the log has what the table lacks.
            Log.NotWritten(logger, entry, failure);
        }
    }

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(4201, LogLevel.Error, "An entry of the audit could not be written: {Entry}")]
        public static partial void NotWritten(ILogger logger, AuditEntry entry, Exception exception);
    }
}
