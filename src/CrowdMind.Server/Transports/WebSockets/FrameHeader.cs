using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The header of one frame (RFC 6455, section 5.2).</summary>
/// <param name="First">FIN, the three reserved bits, and the opcode.</param>
/// <param name="IsMasked">Whether the payload is masked.</param>
/// <param name="Mask">The mask as it lies in memory, four bytes.</param>
/// <param name="PayloadLength">The payload's announced length; the RFC allows 63 bits.</param>
/// <param name="Length">The header's own length.</param>
internal readonly record struct FrameHeader(byte First, bool IsMasked, uint Mask, ulong PayloadLength, int Length)
{
    private const int Longest = 14;
    private const int MaskLength = 4;

    /// <summary>Whether the frame ends its message.</summary>
    public bool IsFinal => (First & 0x80) != 0;

    /// <summary>Whether bits are set that only a negotiated extension may set.</summary>
    public bool HasReservedBits => (First & 0x70) != 0;

    /// <summary>What kind of frame it is.</summary>
    public FrameKind Kind => (FrameKind)(First & 0x0f);

    /// <summary>Whether it is a control frame, of a kind that is known or not.</summary>
    public bool IsControl => (First & 0x08) != 0;

    /// <summary>Reads a header; false while it has not come whole.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> bytes, out FrameHeader header)
    {
        Span<byte> start = stackalloc byte[Longest];
        start = start[..(int)Math.Min(Longest, bytes.Length)];
        bytes.Slice(0, start.Length).CopyTo(start);
        header = default;
        if (start.Length < 2)
            return false;
        var isMasked = (start[1] & 0x80) != 0;
        var length = start[1] & 0x7f;
        var maskAt = 2 + (length switch { 126 => sizeof(ushort), 127 => sizeof(ulong), _ => 0 });
        var end = isMasked ? maskAt + MaskLength : maskAt;
        if (start.Length < end)
            return false;
        var announced = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(start[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(start[2..]),
            _ => (ulong)length,
        };
        header = new FrameHeader(
            start[0], isMasked, isMasked ? MemoryMarshal.Read<uint>(start[maskAt..]) : 0, announced, end);
        return true;
    }
}
