using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>What a credential turned out to be.</summary>
internal abstract record CredentialOutcome
{
    private CredentialOutcome()
    {
    }

    /// <summary>It is good.</summary>
    /// <param name="Caller">Who comes with it.</param>
    public sealed record Accepted(Caller Caller) : CredentialOutcome;

    /// <summary>It is not.</summary>
    /// <param name="Why">A sentence that tells nothing a stranger should not know.</param>
    public sealed record Refused(string Why) : CredentialOutcome;

    /// <summary>Nobody can tell now: the issuer's keys are not to be had.</summary>
    public sealed record Unknown : CredentialOutcome;
}
