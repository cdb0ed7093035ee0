using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CrowdMind.Tflite;

/// <summary>
/// Lists and unpacks the zip that may stand behind a model, where TFLite Metadata keeps its associated files. Its directory
/// is read where it lies (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16) and only as far as the bounds go. What is
/// not as it should be there is left out: the model itself is not touched by it.
/// </summary>
internal static class PackedFiles
{
    private const int EndBytes = 22, EntryBytes = 46, LocalBytes = 30;
    private const ushort Stored = 0, Deflated = 8, Encrypted = 1;

    private static ReadOnlySpan<byte> End => "PK\x05\x06"u8;

    private static ReadOnlySpan<byte> Entry => "PK\x01\x02"u8;

    private static ReadOnlySpan<byte> Local => "PK\x03\x04"u8;

    /// <summary>What the directory names.</summary>
    public static IReadOnlyList<PackedFile> List(ReadOnlySpan<byte> file)
    {
        var files = new List<PackedFile>();
        var tail = Math.Max(0, file.Length - EndBytes - ushort.MaxValue);
        var end = tail + file[tail..].LastIndexOf(End);
        if (end < tail || file.Length - end < EndBytes)
            return files;

        // A zip that was made for itself counts from its own beginning, one that was added to the file from the file's.
        var directory = end - (long)UInt32(file, end + 12);
        var shift = directory - UInt32(file, end + 16);
        var at = directory;
        while (at >= 0 && at + EntryBytes <= end && files.Count < Limits.TfliteParts && file[(int)at..].StartsWith(Entry))
        {
            var entry = (int)at;
            int name = UInt16(file, entry + 28), more = UInt16(file, entry + 30) + UInt16(file, entry + 32);
            if (entry + EntryBytes + name <= end && Describe(file, entry, name, shift) is { } packed)
                files.Add(packed);
            at += EntryBytes + name + more;
        }

        return files;
    }

    /// <summary>A file's content; null when it is not what the directory says, or larger than a label file may be.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> file, PackedFile packed)
    {
        if (packed.Bytes > Limits.TfliteLabelBytes || packed.Length > Limits.TfliteLabelBytes)
            return null;
        var bytes = file.Slice(packed.Start, packed.Length).ToArray();
        if (!packed.IsDeflated)
            return bytes.Length == packed.Bytes ? bytes : null;

        // One byte more than is said shows that more comes.
        var content = new byte[packed.Bytes + 1];
        try
        {
            using var stream = new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress);
            return stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == packed.Bytes ? content[..^1] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static PackedFile? Describe(ReadOnlySpan<byte> file, int entry, int nameBytes, long shift)
    {
        int flags = UInt16(file, entry + 8), method = UInt16(file, entry + 10);
        uint length = UInt32(file, entry + 20), bytes = UInt32(file, entry + 24);
        var local = UInt32(file, entry + 42) + shift;
        if ((flags & Encrypted) != 0 || method is not (Stored or Deflated) || nameBytes is 0 or > Limits.NameCharacters
            || local < 0 || local + LocalBytes > file.Length || !file[(int)local..].StartsWith(Local))
            return null;
        var start = local + LocalBytes + UInt16(file, (int)local + 26) + UInt16(file, (int)local + 28);
        if (start + length > file.Length)
            return null;
        var name = Encoding.UTF8.GetString(file.Slice(entry + EntryBytes, nameBytes)).Replace('\0', '\uFFFD');
        return new PackedFile(name, bytes, method == Deflated, (int)start, (int)length);
    }

    private static ushort UInt16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint UInt32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);
}
