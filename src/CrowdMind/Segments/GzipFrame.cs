using System.Buffers.Binary;

namespace CrowdMind.Segments;

/// <summary>
/// What stands before and behind deflated bytes in a gzip file (RFC 1952). Files whose content is cut into independent
/// pieces can be joined to one file by taking their frames off and putting one around all. Joining whole files would be as
/// valid, but many readers of <c>Content-Encoding: gzip</c> stop after the first one.
/// </summary>
public static class GzipFrame
{
    /// <summary>Bytes before the content.</summary>
    public const int HeaderBytes = 10;

    /// <summary>Bytes behind it: an empty last block, the CRC-32, the length.</summary>
    public const int TrailerBytes = 10;

    /// <summary>What a deflate stream is ended with: an empty block that says it is the last.</summary>
    private static ReadOnlySpan<byte> LastBlock => [0x03, 0x00];

    /// <summary>Deflate, no flags, no time, the least effort, from a Unix.</summary>
    public static ReadOnlySpan<byte> Header => [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x04, 0x03];

    /// <summary>Writes the bytes behind the content.</summary>
    /// <param name="target"><see cref="TrailerBytes"/> bytes.</param>
    /// <param name="crc32">The text's CRC-32.</param>
    /// <param name="textBytes">The text's length.</param>
    public static void WriteTrailer(Span<byte> target, uint crc32, long textBytes)
    {
        LastBlock.CopyTo(target);
        BinaryPrimitives.WriteUInt32LittleEndian(target[2..], crc32);
        BinaryPrimitives.WriteUInt32LittleEndian(target[6..], unchecked((uint)textBytes));
    }
}
