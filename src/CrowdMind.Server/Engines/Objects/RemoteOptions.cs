namespace CrowdMind.Server.Engines.Objects;

/// <summary>How patient the server is with a remote object store. The defaults and their reasons stand in <see cref="Limits"/>.</summary>
internal sealed record RemoteOptions
{
    /// <summary>How often it is asked at most.</summary>
    public int Attempts { get; init; } = Limits.ObjectAttempts;

    /// <summary>The wait before it is asked again; doubled each time, with jitter.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(Limits.ObjectRetryMilliseconds);

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(Limits.ObjectRetryMostMilliseconds);

    /// <summary>How long it may take to begin its answer.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(Limits.ObjectAnswerSeconds);

    /// <summary>How long a download may stand still.</summary>
    public TimeSpan StallWithin { get; init; } = TimeSpan.FromSeconds(Limits.ObjectStallSeconds);

    /// <summary>How many entries of a list are asked for at once; a store gives no more than 1000.</summary>
    public int ListPage { get; init; } = Limits.ListMaximum;
}
