using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>The mask that clients put over their payloads (RFC 6455, section 5.3).</summary>
internal static class Masking
{
    /// <summary>Copies a payload and takes the mask off.</summary>
    /// <param name="payload">The masked payload.</param>
    /// <param name="mask">The mask as it lies in memory.</param>
    /// <param name="target">Takes as many bytes as the payload has.</param>
    public static void Remove(in ReadOnlySequence<byte> payload, uint mask, Span<byte> target)
    {
        payload.CopyTo(target);
        Apply(target[..(int)payload.Length], mask);
    }

    /// <summary>Puts a mask on, or off: it is its own inverse.</summary>
    public static void Apply(Span<byte> bytes, uint mask)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<uint>>(bytes);
        var wide = new Vector<uint>(mask);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] ^= wide;

        // A vector is a multiple of the mask's four bytes, so the rest begins where the mask does.
        var rest = bytes[(vectors.Length * Vector<byte>.Count)..];
        var four = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in mask));
        for (var i = 0; i < rest.Length; i++)
            rest[i] ^= four[i & 3];
    }
}
