using CrowdMind.Keys;

namespace CrowdMind.Server.Wire;

/// <summary>The refusals of whoever is not let in.</summary>
internal sealed partial class Problem
{
    /// <summary>How long a client waits whose credential could not be checked.</summary>
    private const int CredentialRetrySeconds = 5;

    /// <summary>No credential was sent.</summary>
    public static Problem CredentialMissing() => new(
        StatusCodes.Status401Unauthorized,
        "A credential is wanted: send 'Authorization: Bearer <API key or token>', or open a socket or an event stream with a ticket.");

    /// <summary>A credential was sent, but not as a bearer token.</summary>
    public static Problem CredentialMalformed() => new(
        StatusCodes.Status401Unauthorized, "The Authorization header is not read; send 'Bearer' and an API key or a token.");

    /// <summary>The credential is not good.</summary>
    public static Problem CredentialRefused(string why) => new(StatusCodes.Status401Unauthorized, why);

    /// <summary>The credential was good when the upload began, and is no longer.</summary>
    public static Problem CredentialEnded() => new(
        StatusCodes.Status401Unauthorized,
        "The credential has ended while this came; go on with another, from the line that 'error.details.line' names.");

    /// <summary>Keys mean nothing here.</summary>
    public static Problem KeysMeanNothing() => new(
        StatusCodes.Status409Conflict,
        "This server asks for no credential, so no key is made here: configure API_KEYS or JWT_* first.");

    /// <summary>Whether the credential is good cannot be told now.</summary>
    public static Problem CredentialUnknown() => new(
        StatusCodes.Status503ServiceUnavailable, "The credential could not be checked, its issuer does not answer; try again a little later.")
    {
        RetryAfterSeconds = CredentialRetrySeconds,
    };

    /// <summary>The caller's role does not reach so far.</summary>
    public static Problem Forbidden(Caller caller) => new(
        StatusCodes.Status403Forbidden,
        caller.Role == Role.Agent
            ? $"'{PathValues.Shown(caller.Name)}' is agent {caller.AgentId}, which may do this only where it takes part or for itself."
            : $"'{PathValues.Shown(caller.Name)}' has the role {NameOf(caller.Role)}, which may not do this.");

    /// <summary>The caller may not publish in the name of the agent.</summary>
    public static Problem MayNotPublishAs(AgentId agent, Caller caller) => new(
        StatusCodes.Status403Forbidden,
        caller.AgentId is { } own
            ? $"This credential is agent {own}'s, which may not publish reactions of agent {agent}."
            : $"The role {NameOf(caller.Role)} may not publish reactions.");

    /// <summary>The page that opens the connection is of another origin.</summary>
    public static Problem ForeignOrigin(string origin) => new(
        StatusCodes.Status403Forbidden,
        $"Pages of the origin '{PathValues.Shown(origin)}' may not connect; CORS_ORIGINS of this server lists those that may.");

    private static string NameOf(Role role) => Roles.ByName.First(named => named.Value == role).Key;
}
