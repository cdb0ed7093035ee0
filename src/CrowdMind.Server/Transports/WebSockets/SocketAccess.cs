using CrowdMind.Keys;
using CrowdMind.Server.Access;
using CrowdMind.Server.Admission;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>Lets sockets last as long as their credentials.</summary>
/// <param name="sessions">What ends them.</param>
/// <param name="credentials">Those that are taken.</param>
/// <param name="permits">Who may do what.</param>
internal sealed class SocketAccess(Sessions sessions, Credentials credentials, Permits permits)
{
    /// <summary>Finds out who comes with a credential.</summary>
    public Task<CredentialOutcome> ReadAsync(string token, ClientNetwork from) =>
        credentials.ReadAsync(token, from, CancellationToken.None);

    /// <summary>Whether somebody may have a socket.</summary>
    public ValueTask<bool> AllowsAsync(Caller caller, Permission permission, string subject) =>
        permits.AllowsAsync(caller, permission, subject, CancellationToken.None);

    /// <summary>A socket begins.</summary>
    /// <param name="caller">Who has it.</param>
    /// <param name="from">Where its client is.</param>
    /// <param name="permission">What it asks for.</param>
    /// <param name="subject">Of which experiment or agent.</param>
    /// <param name="end">What ends it.</param>
    /// <param name="followed">The experiment that it follows, or null.</param>
    public SocketPass Enter(
        Caller caller, ClientNetwork from, Permission permission, string subject, Action end, ExperimentId? followed = null) =>
        new(
            this,
            sessions.Enter(caller, end, followed is { } experiment ? () => [new(experiment, end)] : null),
            from,
            permission,
            subject);
}
