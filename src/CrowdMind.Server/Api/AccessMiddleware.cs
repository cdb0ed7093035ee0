using System.Net.Http.Headers;
using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>
/// Lets in who may, before anything else is done for a request. An endpoint that states nothing is closed to all.
/// </summary>
/// <param name="options">Whether credentials are asked for.</param>
/// <param name="credentials">Those that are taken.</param>
/// <param name="tickets">The tickets that stand for them.</param>
/// <param name="permits">Who may do what.</param>
/// <param name="origins">Which pages may open live connections.</param>
internal sealed class AccessMiddleware(
    AccessOptions options, Credentials credentials, Tickets tickets, Permits permits, OriginCheck origins)
{
    private const string Scheme = "Bearer";

    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        // What is no route of ours only says that there is none, or none for this method.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
            return next(context);
        var connects = endpoint.Metadata.GetMetadata<ConnectsAttribute>();
        if (connects is not null && !origins.Allows(context.Request))
            return Problem.ForeignOrigin(context.Request.Headers.Origin.ToString()).ExecuteAsync(context);
        if (endpoint.Metadata.GetMetadata<RequiresAttribute>() is not { Permission: var permission })
            throw new InvalidOperationException($"{endpoint.DisplayName} states no permission.");
        context.User = CallerPrincipal.Anyone;
        return options.IsRequired && permission != Permission.Open
            ? CheckAsync(context, permission, connects, next)
            : next(context);
    }

    private async Task CheckAsync(HttpContext context, Permission permission, ConnectsAttribute? connects, RequestDelegate next)
    {
        switch (await FindCallerAsync(context, connects))
        {
            case CredentialOutcome.Accepted(var caller):
                if (await permits.AllowsAsync(caller, permission, SubjectOf(context), context.RequestAborted))
                {
                    context.User = new CallerPrincipal(caller);
                    await next(context);
                    return;
                }

                await Problem.Forbidden(caller).ExecuteAsync(context);
                return;
            case CredentialOutcome.Refused(var why):
                await RefuseAsync(context, Problem.CredentialRefused(why), "error=\"invalid_token\"");
                return;
            case CredentialOutcome.Unknown:
                await Problem.CredentialUnknown().ExecuteAsync(context);
                return;
            default:
                var malformed = context.Request.Headers.Authorization.Count > 0;
                await RefuseAsync(context, malformed ? Problem.CredentialMalformed() : Problem.CredentialMissing());
                return;
        }
    }

    /// <summary>Finds out who sends a request; null when it holds no credential that could be read.</summary>
    private async Task<CredentialOutcome?> FindCallerAsync(HttpContext context, ConnectsAttribute? connects)
    {
        var request = context.Request;
        if (request.Headers.Authorization.Count > 0)
        {
            return AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var given)
                && given is { Parameter: { Length: > 0 } token }
                && given.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase)
                ? await credentials.ReadAsync(token, context.RequestAborted)
                : null;
        }

        if (connects is null || request.Query[connects.Query].ToString() is not { Length: > 0 } text)
            return null;
        return connects.TicketFor is { } kind
            ? await tickets.TakeAsync(text, Ticket.SubjectOf(kind, SubjectOf(context)), context.RequestAborted)
            : await credentials.ReadAsync(text, context.RequestAborted);
    }

    private static string? SubjectOf(HttpContext context) => context.Request.RouteValues["id"] as string;

    private static Task RefuseAsync(HttpContext context, Problem problem, string? error = null)
    {
        // RFC 6750, section 3.
        context.Response.Headers.WWWAuthenticate = error is null ? Scheme : $"{Scheme} {error}";
        return problem.ExecuteAsync(context);
    }
}
