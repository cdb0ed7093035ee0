namespace CrowdMind.TestKit.Objects;

/// <summary>
/// Bytes that come as from a network: forward only, in pieces, made up as they are read. It can stop at a place until the
/// test lets it go on, or break there.
/// </summary>
public sealed class SourceStream(long length, int seed = 1) : Stream
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;

    /// <summary>Where it stops until <see cref="GoOn"/>; nowhere when not set.</summary>
    public long StopAt { get; init; } = long.MaxValue;

    /// <summary>Where it breaks, as a connection does; nowhere when not set.</summary>
    public long BreakAt { get; init; } = long.MaxValue;

    /// <summary>Is told before each piece how many bytes were read.</summary>
    public Action<long>? Reading { get; init; }

    /// <summary>Completes when it has given everything before the place where it stops.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>How many bytes were read.</summary>
    public long BytesRead => _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The byte at a place.</summary>
    public static byte ByteAt(long position, int seed) => (byte)(((position * 31) + (position >> 8) + (seed * 17)) ^ (position >> 16));

    /// <summary>The same bytes at once.</summary>
    public static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = ByteAt(i, seed);
        return bytes;
    }

    /// <summary>Lets it go on.</summary>
    public void GoOn() => _goOn.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == BreakAt)
            throw new IOException("The client went away.");
        if (_position == StopAt)
        {
            _stopped.TrySetResult();
            await _goOn.Task.WaitAsync(cancellationToken);
        }

        await Task.Yield();
        Reading?.Invoke(_position);
        var end = Math.Min(length, _position < StopAt ? Math.Min(StopAt, BreakAt) : BreakAt);
        var count = (int)Math.Min(Math.Min(buffer.Length, 40_000), end - _position);
        for (var i = 0; i < count; i++)
            buffer.Span[i] = ByteAt(_position + i, seed);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
