using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace CrowdMind.Datasets;

/// <summary>
/// The checksum of a set of rows: the sum modulo 2^256 of each row's SHA-256, read as a big-endian number (the additive
/// hash of Bellare and Micciancio, "A New Paradigm for Collision-free Hashing", 1997). Every row holds its index, so the sum
/// knows their order; and it does not know how calls, blocks or segments cut the rows, so it grows with each of them
/// without reading what was there before. It tells whether rows are the same, not whether somebody forged them.
/// </summary>
/// <param name="Highest">The most significant 64 bits.</param>
/// <param name="High">The next.</param>
/// <param name="Low">The next.</param>
/// <param name="Lowest">The least significant 64 bits.</param>
[JsonConverter(typeof(RowsChecksumJsonConverter))]
public readonly record struct RowsChecksum(ulong Highest, ulong High, ulong Low, ulong Lowest)
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>The checksum of one row.</summary>
    /// <param name="content">The row's bytes as they are exported, without what differs between equal datasets.</param>
    public static RowsChecksum Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[Length];
        SHA256.HashData(content, digest);
        return Read(digest);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RowsChecksum Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));

    /// <summary>The checksum of the rows of both.</summary>
    public static RowsChecksum operator +(RowsChecksum left, RowsChecksum right)
    {
        var sum = (UInt128)left.Lowest + right.Lowest;
        var lowest = (ulong)sum;
        sum = (sum >> 64) + left.Low + right.Low;
        var low = (ulong)sum;
        sum = (sum >> 64) + left.High + right.High;
        var high = (ulong)sum;
        return new RowsChecksum(unchecked(left.Highest + right.Highest + (ulong)(sum >> 64)), high, low, lowest);
    }

    /// <summary>The same as <c>left + right</c>.</summary>
    public static RowsChecksum Add(RowsChecksum left, RowsChecksum right) => left + right;

    /// <summary>As 32 bytes, the most significant first.</summary>
    public byte[] Write()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Highest);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), Low);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), Lowest);
        return bytes;
    }

    /// <summary>As 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Write());
}
