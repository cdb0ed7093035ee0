namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>Pings and pongs as a server sends them (RFC 6455, sections 5.5.2 and 5.5.3).</summary>
internal static class ControlFrames
{
    /// <summary>A ping without a payload.</summary>
    public static readonly byte[] Ping = [0x89, 0x00];

    private const byte FinalPong = 0x8A;

    /// <summary>The answer to a ping.</summary>
    /// <param name="payload">The ping's own, at most 125 bytes.</param>
    public static byte[] Pong(ReadOnlySpan<byte> payload)
    {
        var frame = new byte[2 + payload.Length];
        (frame[0], frame[1]) = (FinalPong, checked((byte)payload.Length));
        payload.CopyTo(frame.AsSpan(2));
        return frame;
    }
}
