using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CrowdMind.Keys;
using CrowdMind.Server.Admission;

namespace CrowdMind.Server.Access;

/// <summary>Gives out tickets, and takes each once.</summary>
/// <param name="store">Where they wait.</param>
/// <param name="keys">They know whether the key that made one still stands.</param>
/// <param name="attempts">How many have failed.</param>
/// <param name="time">The clock.</param>
internal sealed class Tickets(ITicketStore store, IKeyStore keys, FailedAttempts attempts, TimeProvider time)
{
    private const int Bytes = 32;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(Limits.TicketSeconds);
    private static readonly CredentialOutcome NotGood =
        new CredentialOutcome.Refused("The ticket is not good here: it was used, has expired, or is for something else. Ask for a new one.");

    /// <summary>Gives a caller one.</summary>
    /// <param name="subject">What it opens.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(string Spelling, DateTimeOffset ExpiresAt)> AddAsync(
        string subject, Caller caller, CancellationToken cancellationToken)
    {
        var spelling = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var now = time.Now();
        await store.AddAsync(new Ticket(HashOf(spelling), subject, caller, now + Life), now, cancellationToken);
        attempts.Remember(spelling);
        return (spelling, now + Life);
    }

    /// <summary>Takes one.</summary>
    /// <param name="spelling">How it is spelt.</param>
    /// <param name="subject">What is to be opened.</param>
    /// <param name="from">Where it comes from.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<CredentialOutcome> TakeAsync(
        string spelling, string subject, ClientNetwork from, CancellationToken cancellationToken) =>
        attempts.SecondsToWait(from, spelling) is { } seconds
            ? new CredentialOutcome.NotTried(seconds)
            : attempts.Note(from, spelling, await FindAsync(spelling, subject, cancellationToken));

    private async Task<CredentialOutcome> FindAsync(string spelling, string subject, CancellationToken cancellationToken)
    {
        if (spelling.Length > Limits.TokenCharacters || await store.TakeAsync(HashOf(spelling), cancellationToken) is not { } ticket)
            return NotGood;
        var now = time.GetUtcNow();
        return ticket.Subject == subject && ticket.ExpiresAt > now && !(ticket.Caller.EndsAt <= now)
            && (ticket.Caller.KeyId is not { } key || (await keys.FindStandingAsync([key], cancellationToken)).Contains(key))
            ? new CredentialOutcome.Accepted(ticket.Caller)
            : NotGood;
    }

    // Random and used within seconds: a hash without a salt is all that is needed, and finds it.
    private static byte[] HashOf(string spelling) => SHA256.HashData(Encoding.UTF8.GetBytes(spelling));
}
