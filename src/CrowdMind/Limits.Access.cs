namespace CrowdMind;

/// <summary>Those of credentials.</summary>
public static partial class Limits
{
    /// <summary>Characters in a key that an operator chooses: with fewer it could be guessed.</summary>
    public const int KeyCharacters = 32;

    /// <summary>Bytes of the secret of HS256: as many as its hash has (RFC 7518, section 3.2).</summary>
    public const int TokenSecretBytes = 32;

    /// <summary>Characters in a bearer token: what fits the headers of common proxies.</summary>
    public const int TokenCharacters = 8 * 1024;

    /// <summary>How far the clocks of the issuer and of this machine may be apart.</summary>
    public const int TokenClockSkewSeconds = 2;

    /// <summary>How long what the database said of a key is believed.</summary>
    public const int KeyBeliefSeconds = 2;

    /// <summary>How often the last uses of keys are written down.</summary>
    public const int KeyUseSeconds = 60;

    /// <summary>How often connections are compared with the credentials they came with; they end at most a few of these late.</summary>
    public const int SessionCheckSeconds = 1;

    /// <summary>How long finding out who somebody is may take: whoever waits for it holds a connection and is nobody yet.</summary>
    public const int AuthenticationSeconds = 5;

    /// <summary>How long a ticket is good: what lies between its answer and the connection is a moment.</summary>
    public const int TicketSeconds = 30;

    /// <summary>How long an issuer may take to answer with its keys.</summary>
    public const int IssuerAnswerSeconds = 4;

    /// <summary>Bytes of that answer: a key set has a few keys.</summary>
    public const int IssuerAnswerBytes = 256 * 1024;

    /// <summary>How often an issuer is asked again at most because a token names a key that is not known.</summary>
    public const int IssuerRefreshSeconds = 30;

    /// <summary>How often an issuer's keys are fetched anew: so long is a key trusted that it no longer names.</summary>
    public const int IssuerRefreshMinutes = 10;

    /// <summary>Characters in the subject of a token: it names who did what.</summary>
    public const int SubjectCharacters = 255;

    /// <summary>How long a connection whose credential has ended may take to hear it.</summary>
    public const int SessionGoodbyeSeconds = 1;
}
