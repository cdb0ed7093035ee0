namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>What a client's frame comes to. A violation is a value like the others: it is answered with its code.</summary>
internal abstract record ClientFrame
{
    /// <summary>Nothing to do: a fragment, a pong, a binary message.</summary>
    public static readonly ClientFrame Nothing = new Passed();

    /// <summary>A text message, whole.</summary>
    /// <param name="Utf8">Its bytes, valid UTF-8, for whoever takes it to keep.</param>
    public sealed record Text(byte[] Utf8) : ClientFrame;

    /// <summary>A ping.</summary>
    /// <param name="Payload">What the pong must carry.</param>
    public sealed record Ping(byte[] Payload) : ClientFrame;

    /// <summary>The client closes.</summary>
    /// <param name="Code">The code to answer with.</param>
    public sealed record Close(int Code) : ClientFrame;

    /// <summary>The client broke the protocol or a limit; nothing after it can be read.</summary>
    /// <param name="Code">The code that says so.</param>
    /// <param name="Reason">The same in words.</param>
    public sealed record Violation(int Code, string Reason) : ClientFrame;

    private sealed record Passed : ClientFrame;
}
