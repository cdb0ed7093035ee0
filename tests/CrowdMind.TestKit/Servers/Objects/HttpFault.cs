namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>A way in which a store can fail one request.</summary>
public enum HttpFault
{
    /// <summary>Does what it is asked: the fault comes with a later request.</summary>
    None,

    /// <summary>Answers 503 without reading the body.</summary>
    Unavailable,

    /// <summary>Answers 429.</summary>
    TooManyRequests,

    /// <summary>Answers 403 when all of the body came: a refusal that asking again does not change.</summary>
    Forbidden,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>Resets the connection in the middle of the request's body.</summary>
    CutRequest,

    /// <summary>Resets the connection in the middle of the answer's body.</summary>
    CutAnswer,

    /// <summary>Stands still in the middle of the answer's body.</summary>
    StallAnswer,
}
