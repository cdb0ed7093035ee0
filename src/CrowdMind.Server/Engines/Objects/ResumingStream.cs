using CrowdMind.Objects;

namespace CrowdMind.Server.Engines.Objects;

/// <summary>
/// A download that goes on where it broke off: when the connection is cut or stands still, the rest is asked for again.
/// </summary>
/// <param name="what">What is read, for people.</param>
/// <param name="bytes">The bytes as they come first.</param>
/// <param name="length">How many there are.</param>
/// <param name="reopen">Opens the same bytes after a number of them; fails when they are others by now.</param>
/// <param name="calls">Says which failures pass.</param>
/// <param name="time">The clock.</param>
internal sealed class ResumingStream(
    string what,
    Stream bytes,
    long length,
    Func<long, CancellationToken, Task<Stream>> reopen,
    RemoteCalls calls,
    TimeProvider time) : ReadOnlyStream
{
    private Stream _bytes = bytes;
    private long _position;

    public override bool CanSeek => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == length || buffer.IsEmpty)
            return 0;
        var rest = buffer[..(int)Math.Min(buffer.Length, length - _position)];
        for (var left = calls.Options.Attempts; ; left--)
        {
            var (read, failure) = await TryReadAsync(rest, cancellationToken);
            _position += read;
            if (read > 0)
                return read;
            if (left == 1)
                throw calls.Unavailable(what, failure);
            await _bytes.DisposeAsync();
            _bytes = await reopen(_position, cancellationToken);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _bytes.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _bytes.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Reads once; nothing read is a failure, as there should be more.</summary>
    private async Task<(int Read, Exception? Failure)> TryReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var stalled = new CancellationTokenSource(calls.Options.StallWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, cancellationToken);
        try
        {
            return (await _bytes.ReadAsync(buffer, either.Token), null);
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (0, new TimeoutException($"Nothing came for {calls.Options.StallWithin.TotalSeconds:0.#} s."));
        }
        catch (Exception failure) when (calls.MayPass(failure))
        {
            return (0, failure);
        }
    }
}
