using System.IO.Compression;

namespace CrowdMind.Segments;

/// <summary>Packs lines to a piece of a deflate stream that depends on no other; one after the other, in the same memory.</summary>
public sealed class RowPacker : IDisposable
{
    private readonly MemoryStream _file = new(Limits.BlockBytes);
    private GZipStream? _gzip;
    private long _textBytes;

    /// <summary>Begins a piece; the last one's bytes are gone.</summary>
    public void Begin()
    {
        _file.SetLength(0);
        _textBytes = 0;
        _gzip?.Dispose();
        _gzip = new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>Packs lines.</summary>
    public void Add(ReadOnlySpan<byte> lines)
    {
        _gzip?.Write(lines);
        _textBytes += lines.Length;
    }

    /// <summary>Ends the piece.</summary>
    public PackedRows End()
    {
        _gzip?.Flush();
        _gzip?.Dispose();
        _gzip = null;
        return GzipFrame.Open(_file.GetBuffer().AsMemory(0, (int)_file.Length), _textBytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gzip?.Dispose();
        _file.Dispose();
    }
}
