using CrowdMind.Server.Admission;

namespace CrowdMind.Server.Access;

/// <summary>
/// Bounds how often credentials that are not good are tried from one place, so that none is guessed and the database is not
/// asked for each. Those that were good here a while ago are still looked at: many devices share an address, and one that was
/// set up wrongly must not lock out the others.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class FailedAttempts(TimeProvider time)
{
    private readonly TokenBuckets<ClientNetwork> _left =
        new(TokenRate.AtOnce(Limits.FailedAttempts, Limits.FailedAttemptSeconds, time), Limits.CountedParties, time);

    // Hashes of the credentials that were good, each where its lowest bits say, in the place of whichever was there. They are
    // another's in every process; who finds a text with the same has not found a credential.
    private readonly int[] _good = new int[Limits.RememberedCredentials];

    /// <summary>How long nothing more is tried from there; null when it may be.</summary>
    public int? SecondsToWait(ClientNetwork from, string text) =>
        _left.Wait(from) is { Ticks: > 0 } wait && !IsKnown(text) ? (int)Math.Ceiling(wait.TotalSeconds) : null;

    /// <summary>Remembers a credential that is good.</summary>
    public void Remember(string text)
    {
        var hash = text.GetHashCode(StringComparison.Ordinal);
        ref var slot = ref SlotOf(hash);
        if (slot != hash)
            slot = hash;
    }

    /// <summary>Remembers what became of an attempt.</summary>
    /// <returns>The outcome.</returns>
    public CredentialOutcome Note(ClientNetwork from, string text, CredentialOutcome outcome)
    {
        if (outcome is CredentialOutcome.Accepted)
        {
            Remember(text);
        }
        else if (outcome is CredentialOutcome.Refused)
        {
            if (IsKnown(text))
                SlotOf(text.GetHashCode(StringComparison.Ordinal)) = 0;
            _left.Take(from, tokens: 1);
        }

        return outcome;
    }

    private bool IsKnown(string text)
    {
        var hash = text.GetHashCode(StringComparison.Ordinal);
        return SlotOf(hash) == hash;
    }

    private ref int SlotOf(int hash) => ref _good[hash & (Limits.RememberedCredentials - 1)];
}
