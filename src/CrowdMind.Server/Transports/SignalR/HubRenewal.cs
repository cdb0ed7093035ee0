using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>Lets a hub connection go on with another credential.</summary>
/// <param name="credentials">Those that are taken.</param>
/// <param name="permits">Who may do what.</param>
/// <param name="hub">Its groups.</param>
internal sealed class HubRenewal(Credentials credentials, Permits permits, IHubContext<ExperimentHub> hub)
{
    /// <summary>
    /// Makes sure that a call may still do what it does: it may have been let in by a credential that another one took the
    /// place of meanwhile.
    /// </summary>
    /// <exception cref="HubException">It may not.</exception>
    public async ValueTask EnsureAsync(HubConnection connection, Permission permission, string subject)
    {
        var caller = connection.Session.Caller;
        if (!await permits.AllowsAsync(caller, permission, subject, connection.Context.ConnectionAborted))
            throw HubRefusals.From(Problem.Forbidden(caller));
    }

    /// <summary>Takes the credential; what the connection follows and may no longer ends.</summary>
    /// <exception cref="HubException">It is not good; the earlier one stands.</exception>
    public async Task<HubAuthenticated> RenewAsync(HubConnection connection, string token, CancellationToken cancellationToken)
    {
        var caller = await credentials.ReadAsync(token ?? "", connection.Network, cancellationToken) switch
        {
            CredentialOutcome.Accepted accepted => accepted.Caller,
            CredentialOutcome.Refused refused => throw HubRefusals.From(Problem.CredentialRefused(refused.Why)),
            CredentialOutcome.NotTried wait => throw HubRefusals.From(Problem.TooManyAttempts(wait.Seconds)),
            _ => throw HubRefusals.From(Problem.CredentialUnknown()),
        };
        connection.Session.Renew(caller);
        foreach (var (permission, subject, revoke) in connection.Followed())
        {
            if (!await permits.AllowsAsync(caller, permission, subject, cancellationToken))
                revoke();
        }

        foreach (var dataset in connection.Watched())
        {
            if (await permits.AllowsAsync(caller, Permission.Read, dataset.ToString(), cancellationToken))
                continue;
            connection.Unwatch(dataset);
            await hub.Groups.RemoveFromGroupAsync(connection.Context.ConnectionId, DatasetWatchers.GroupOf(dataset), cancellationToken);
        }

        return new HubAuthenticated(caller.EndsAt);
    }
}

/// <summary>What renewing answers.</summary>
/// <param name="ExpiresAt">When the credential ends; null for never.</param>
internal sealed record HubAuthenticated(DateTimeOffset? ExpiresAt);
