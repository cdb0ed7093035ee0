namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The opcodes of RFC 6455, section 5.2; all others are reserved.</summary>
internal enum FrameKind
{
    /// <summary>More of the message that has begun.</summary>
    Continuation = 0x0,

    /// <summary>A text message, or its beginning.</summary>
    Text = 0x1,

    /// <summary>A binary message, or its beginning.</summary>
    Binary = 0x2,

    /// <summary>The last frame of its direction.</summary>
    Close = 0x8,

    /// <summary>To be answered with a pong of the same payload.</summary>
    Ping = 0x9,

    /// <summary>Answers a ping, or says unasked that its sender is there.</summary>
    Pong = 0xA,
}
