using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The frame that ends a direction (RFC 6455, sections 5.5.1 and 7.4).</summary>
internal static class CloseFrame
{
    /// <summary>Normal closure.</summary>
    public const int Normal = 1000;

    /// <summary>The frame breaks the protocol.</summary>
    public const int ProtocolError = 1002;

    /// <summary>The message is not what its type says: a text that is not UTF-8.</summary>
    public const int InvalidData = 1007;

    /// <summary>The message is bigger than is taken.</summary>
    public const int TooBig = 1009;

    private const byte FinalClose = 0x88;
    private const int CodeLength = 2;

    /// <summary>Makes the frame.</summary>
    /// <param name="code">The code.</param>
    /// <param name="reason">At most 123 bytes in UTF-8.</param>
    public static byte[] Make(int code, string reason)
    {
        var frame = new byte[2 + CodeLength + Encoding.UTF8.GetByteCount(reason)];
        frame[0] = FinalClose;
        frame[1] = checked((byte)(frame.Length - 2));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)code);
        Encoding.UTF8.GetBytes(reason, frame.AsSpan(2 + CodeLength));
        return frame;
    }

    /// <summary>Reads what a client's close frame says.</summary>
    /// <returns>The code to answer with, and what is wrong with the frame, if anything is.</returns>
    public static (int Code, string? Violation) Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            return (Normal, null);
        if (payload.Length < CodeLength)
            return (ProtocolError, "a close frame holds no half of a code");
        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!MayBeSent(code))
            return (ProtocolError, $"{code} is no code for a close frame");
        return Utf8.IsValid(payload[CodeLength..]) ? (code, null) : (InvalidData, "the reason of a close frame is UTF-8");
    }

    /// <summary>1004 to 1006 and 1015 are never sent; below 3000 the others are registered one by one.</summary>
    private static bool MayBeSent(int code) => code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999);
}
