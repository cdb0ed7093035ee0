using CrowdMind.Audits;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api.OpenApi;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>Reading who changed what.</summary>
internal static class AuditController
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/audit", ListAsync).WithTags("keys")
        .Requires(Permission.Administer).Describe("listAudit", "List who changed what, newest first.", 422)
        .Produces<IReadOnlyList<AuditEntry>>();

    private static async Task<IResult> ListAsync(
        HttpContext context,
        string? actor,
        string? action,
        string? subject,
        string? limit,
        string? offset,
        IAuditStore audit,
        CancellationToken cancellationToken)
    {
        if (!PathValues.TrySlice(limit, offset, out var slice, out var problem)
            || !PathValues.TryText(actor, "actor", out problem)
            || !PathValues.TryText(action, "action", out problem)
            || !PathValues.TryText(subject, "subject", out problem))
            return problem!;
        var filter = new AuditFilter(actor, action, subject?.TrimEnd('/'));
        return HttpLists.Answer(
            context, await audit.ListAsync(filter, slice, cancellationToken), slice, WireJson.Web.IReadOnlyListAuditEntry);
    }
}
