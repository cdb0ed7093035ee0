namespace CrowdMind.Segments;

/// <summary>Joins packed rows to a segment's file, in memory. One after the other, the same memory is used again.</summary>
public sealed class SegmentBuilder : IDisposable
{
    private readonly MemoryStream _file = new();

    /// <summary>How many rows are in it.</summary>
    public int Rows { get; private set; }

    /// <summary>How many bytes their lines have.</summary>
    public long TextBytes { get; private set; }

    /// <summary>The CRC-32 of their lines.</summary>
    public uint Crc32 { get; private set; }

    /// <summary>Whether as much is in it as a segment should hold.</summary>
    public bool IsFull => Rows >= Limits.SegmentRows || _file.Length >= Limits.SegmentBytes;

    /// <summary>Adds rows behind those that are there.</summary>
    public void Add(PackedRows packed, int rows)
    {
        if (_file.Length == 0)
            _file.Write(GzipFrame.Header);
        _file.Write(packed.Deflated.Span);
        Crc32 = Segments.Crc32.Combine(Crc32, packed.Crc32, packed.TextBytes);
        TextBytes += packed.TextBytes;
        Rows += rows;
    }

    /// <summary>How long the file is.</summary>
    public long FileBytes => _file.Length;

    /// <summary>Ends the file.</summary>
    /// <returns>The file, from its start, good until the next is begun.</returns>
    public Stream Close()
    {
        Span<byte> trailer = stackalloc byte[GzipFrame.TrailerBytes];
        GzipFrame.WriteTrailer(trailer, Crc32, TextBytes);
        _file.Write(trailer);
        _file.Position = 0;
        return _file;
    }

    /// <summary>Begins another file.</summary>
    public void Clear()
    {
        _file.SetLength(0);
        (Rows, TextBytes, Crc32) = (0, 0, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
