using CrowdMind.Server.Access;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>Lets a hub connection go on with another credential.</summary>
/// <param name="credentials">Those that are taken.</param>
/// <param name="permits">Who may do what.</param>
internal sealed class HubRenewal(Credentials credentials, Permits permits)
{
    /// <summary>Takes the credential; what the connection follows and may no longer ends.</summary>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">It is not good; the earlier one stands.</exception>
    public async Task<HubAuthenticated> RenewAsync(HubConnection connection, string token, CancellationToken cancellationToken)
    {
        var caller = await credentials.ReadAsync(token ?? "", cancellationToken) switch
        {
            CredentialOutcome.Accepted accepted => accepted.Caller,
            CredentialOutcome.Refused refused => throw HubRefusals.From(Problem.CredentialRefused(refused.Why)),
            _ => throw HubRefusals.From(Problem.CredentialUnknown()),
        };
        connection.Session.Renew(caller);
        foreach (var (permission, subject, revoke) in connection.Followed())
        {
            if (!await permits.AllowsAsync(caller, permission, subject, cancellationToken))
                revoke();
        }

        return new HubAuthenticated(caller.EndsAt);
    }
}

/// <summary>What renewing answers.</summary>
/// <param name="ExpiresAt">When the credential ends; null for never.</param>
internal sealed record HubAuthenticated(DateTimeOffset? ExpiresAt);
