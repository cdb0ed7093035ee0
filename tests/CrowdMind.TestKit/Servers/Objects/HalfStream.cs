namespace CrowdMind.TestKit.Servers.Objects;

/// <summary>Passes on half of an answer's bytes, and takes no more.</summary>
internal sealed class HalfStream(Stream whole, Func<long> half) : Stream
{
    private long _written;

    public bool IsFull => _written >= half();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var some = buffer[..(int)Math.Min(buffer.Length, half() - _written)];
        await whole.WriteAsync(some, cancellationToken);
        await whole.FlushAsync(cancellationToken);
        _written += some.Length;
        if (IsFull)
            throw new IOException("Half of it is enough.");
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => whole.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
