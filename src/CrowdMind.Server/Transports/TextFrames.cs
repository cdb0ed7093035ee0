using System.Buffers;
using System.Buffers.Binary;

namespace CrowdMind.Server.Transports;

/// <summary>
/// WebSocket text frames as a server sends them (RFC 6455, section 5.2): whole messages, not masked, so one set of bytes
/// serves every subscriber.
/// </summary>
internal static class TextFrames
{
    private const byte FinalText = 0x81;
    private const int LongestHeader = 10;

    /// <summary>Frames one message.</summary>
    public static byte[] One(ReadOnlyMemory<byte> text)
    {
        var frame = GC.AllocateUninitializedArray<byte>(Length(text.Length));
        Write(frame, text.Span);
        return frame;
    }

    /// <summary>The length of a frame that holds so many bytes.</summary>
    public static int Length(int text) => HeaderLength(text) + text;

    /// <summary>Writes a frame.</summary>
    /// <returns>Its length.</returns>
    public static int Write(Span<byte> target, ReadOnlySpan<byte> text)
    {
        var header = HeaderLength(text.Length);
        target[0] = FinalText;
        switch (header)
        {
            case 2:
                target[1] = (byte)text.Length;
                break;
            case 4:
                target[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(target[2..], (ushort)text.Length);
                break;
            default:
                target[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(target[2..], (ulong)text.Length);
                break;
        }

        text.CopyTo(target[header..]);
        return header + text.Length;
    }

    /// <summary>Appends a frame to others.</summary>
    public static void Write(IBufferWriter<byte> target, ReadOnlySpan<byte> text) =>
        target.Advance(Write(target.GetSpan(Length(text.Length)), text));

    private static int HeaderLength(int text) => text switch { <= 125 => 2, <= ushort.MaxValue => 4, _ => LongestHeader };
}
