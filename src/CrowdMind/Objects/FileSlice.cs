using Microsoft.Win32.SafeHandles;

namespace CrowdMind.Objects;

/// <summary>A part of an open file, with a place of its own, so that several can read the file at once.</summary>
/// <param name="file">The file.</param>
/// <param name="start">Where the part begins.</param>
/// <param name="length">How long it is.</param>
/// <param name="ownsFile">Whether the file is closed with the stream.</param>
/// <param name="onRead">Told each time that some of it was read.</param>
public sealed class FileSlice(SafeFileHandle file, long start, long length, bool ownsFile, Action? onRead = null)
    : ReadOnlyStream
{
    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer[..Fitting(buffer.Length)], start + Position);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await RandomAccess.ReadAsync(file, buffer[..Fitting(buffer.Length)], start + Position, cancellationToken);
        Position += read;
        onRead?.Invoke();
        return read;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsFile)
            file.Dispose();
        base.Dispose(disposing);
    }

    private int Fitting(int wanted) => (int)Math.Clamp(length - Position, 0, wanted);
}
