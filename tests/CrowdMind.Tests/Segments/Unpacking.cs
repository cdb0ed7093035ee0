using System.IO.Compression;
using CrowdMind.Segments;

namespace CrowdMind.Tests.Segments;

/// <summary>Packs as generation does, and unpacks as clients do.</summary>
internal static class Unpacking
{
    public static PackedRows Pack(byte[] text) => Pack(new RowPacker(), text, []);

    public static PackedRows Pack(RowPacker packer, byte[] text, ReadOnlySpan<int> places)
    {
        packer.Add(text, places);
        var packed = packer.Close();
        return packed with { Deflated = packed.Deflated.ToArray() };
    }

    /// <summary>The text of a piece; the reader checks its length and CRC-32.</summary>
    public static byte[] Unpack(PackedRows packed)
    {
        using var builder = new SegmentBuilder();
        builder.Add(packed, rows: 1);
        using var gzip = new GZipStream(builder.Close(), CompressionMode.Decompress);
        return Read(gzip);
    }

    public static byte[] Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
