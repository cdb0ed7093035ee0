using System.Net;
using CrowdMind.Audits;
using CrowdMind.Server.Access;
using Microsoft.AspNetCore.Routing.Patterns;

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
        var entry = new AuditEntry(
            time.Now(), caller.Name, caller.Role, caller.KeyId, AddressOf(context), action, SubjectOf(context));
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

    /// <summary>The route with the values that it has, spelt as the server spells them, however they came; of something new, its id too.</summary>
    private string SubjectOf(HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern;
        var values = context.Request.RouteValues;
        var parts = (route?.PathSegments ?? []).SelectMany(segment => segment.Parts).Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => Spelt(values[parameter.Name] as string ?? ""),
            _ => "",
        });
        var path = "/" + string.Join('/', parts);
        var subject = path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
        return context.Response.Headers.Location is [{ Length: > 0 } made]
            ? $"{subject}/{made[(made.LastIndexOf('/') + 1)..]}"
            : subject;
    }

    private static string Spelt(string value) => Guid.TryParse(value, out var id) ? id.ToString() : value;

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
