using System.Buffers.Binary;
using CrowdMind.Randomness;

namespace CrowdMind.Synthesis;

/// <summary>UUIDs made of draws (RFC 9562).</summary>
internal static class Uuids
{
    /// <summary>A version 4 UUID.</summary>
    public static Guid Random(ref Draws draws) => Make(draws.UInt64(), draws.UInt64(), version: 4);

    /// <summary>The id of a row: version 8, a function of the dataset and the row's index.</summary>
    public static Guid OfRow(Guid dataset, long row)
    {
        Span<byte> bytes = stackalloc byte[16];
        dataset.TryWriteBytes(bytes, bigEndian: true, out _);
        var key = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var other = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        var (w0, w1, w2, w3) = Philox.Block(Streams.RowId ^ other, (ulong)row, key);
        return Make(((ulong)w0 << 32) | w1, ((ulong)w2 << 32) | w3, version: 8);
    }

    private static Guid Make(ulong high, ulong low, uint version)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (high & ~0xF000UL) | ((ulong)version << 12));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000);
        return new Guid(bytes, bigEndian: true);
    }
}
