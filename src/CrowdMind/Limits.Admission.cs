namespace CrowdMind;

/// <summary>Those of what one caller may have of the server.</summary>
public static partial class Limits
{
    /// <summary>Reactions a second from one caller outside dev, unless an operator says otherwise: a crowd behind one key.</summary>
    public const int PublishesPerSecond = 1000;

    /// <summary>Reactions a second for one experiment outside dev, unless an operator says otherwise: what its audience can take.</summary>
    public const int ExperimentPublishesPerSecond = 5000;

    /// <summary>Live connections of one caller outside dev, unless an operator says otherwise: the audience of a public page.</summary>
    public const int ConnectionsPerCaller = 5000;

    /// <summary>The most an operator may choose for any of these: beyond what one instance can do.</summary>
    public const int AdmissionMost = 1_000_000;

    /// <summary>
    /// Credentials that are not good, from one address at once: a person who errs, or a few devices that were set up wrongly.
    /// </summary>
    public const int FailedAttempts = 20;

    /// <summary>The time after which an address that has used these up may be wrong once more.</summary>
    public const int FailedAttemptSeconds = 3;

    /// <summary>Credentials whose hashes are kept, so that they are looked at all the same; a power of two.</summary>
    public const int RememberedCredentials = 16 * 1024;

    /// <summary>Callers, experiments and addresses whose use is counted, of each; some 150 bytes for one.</summary>
    public const int CountedParties = 64 * 1024;

    /// <summary>Experiments that one hub connection may follow: a dashboard of everything there is.</summary>
    public const int JoinedExperiments = 1000;

    /// <summary>Uploads of files that an instance takes at once: each is a file on the local disk while it comes.</summary>
    public const int UploadsAtOnce = 64;

    /// <summary>Those of one caller.</summary>
    public const int UploadsPerCaller = 16;

    /// <summary>Exports that an instance writes at once: each reads the object store or the log as fast as it is taken.</summary>
    public const int ExportsAtOnce = 64;

    /// <summary>Those of one caller.</summary>
    public const int ExportsPerCaller = 16;

    /// <summary>How long the body of an NDJSON upload may be silent: a line an hour is fine, and an empty one will do.</summary>
    public const int UploadSilenceMinutes = 75;

    /// <summary>Bytes of a request's first line: a token in the hub's address, and the address.</summary>
    public const int RequestLineBytes = TokenCharacters + (4 * 1024);

    /// <summary>Bytes of a request's headers, all together: those of browsers, of proxies, and a token.</summary>
    public const int HeadersBytes = 32 * 1024;

    /// <summary>Headers of a request.</summary>
    public const int Headers = 100;

    /// <summary>How long a hub connection may take to say which protocol it speaks: it is the first thing that clients send.</summary>
    public const int HubHandshakeSeconds = 10;
}
