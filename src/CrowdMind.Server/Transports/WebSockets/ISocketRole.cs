namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>What a socket is for: what it sends by itself, and what it does with what its client says.</summary>
internal interface ISocketRole
{
    /// <summary>What a client is told when the server is stopping.</summary>
    string Goodbye { get; }

    /// <summary>Begins to send.</summary>
    void Begin(WebSocketSession session);

    /// <summary>Takes a message of the client's, which is valid UTF-8; one that means nothing is ignored.</summary>
    ValueTask TakeAsync(byte[] utf8);

    /// <summary>Answers what has come.</summary>
    Task CompleteAsync();

    /// <summary>Ends everything that writes, so that nothing follows a close frame.</summary>
    Task SilenceAsync();
}
