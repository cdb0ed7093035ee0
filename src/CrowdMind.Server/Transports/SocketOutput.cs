using System.IO.Pipelines;
using System.Net.Sockets;

namespace CrowdMind.Server.Transports;

/// <summary>
/// A connection's output that writes to its socket in the caller's own call. Kestrel's pipe hands bytes to a loop that
/// sends them on another thread; here a write is one system call on the bytes themselves, without a copy, and is complete
/// when the kernel has them. Only what the kernel does not take at once is waited for, and that wait holds no thread.
/// </summary>
/// <remarks>One write at a time, as for every <see cref="PipeWriter"/>. TLS, when configured, stands above it.</remarks>
internal sealed class SocketOutput : PipeWriter
{
    // What a blocked peer must take for its connection to count as moving.
    private const int SliceBytes = 4 * 1024;

    // Linux: IPPROTO_TCP, its options, and where struct tcp_info (linux/tcp.h) keeps tcpi_bytes_acked.
    private const int Tcp = 6;
    private const int TcpStatus = 11;
    private const int TcpUnsentLimit = 25;
    private const int BytesAckedOffset = 120;

    private readonly Socket _socket;
    private byte[] _buffer = [];
    private int _buffered;
    private long _bytesSent;
    private volatile bool _gone;

    public SocketOutput(Socket socket)
    {
        _socket = socket;

        // Makes a synchronous send answer "would block" where it would otherwise wait; asynchronous ones do not mind.
        socket.Blocking = false;
        if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption(Tcp, TcpUnsentLimit, BitConverter.GetBytes(Limits.SocketUnsentBytes));
    }

    /// <summary>
    /// Bytes the peer has acknowledged; where the system does not tell, bytes the kernel has taken. A peer that takes bytes
    /// slowly moves long before the kernel takes more.
    /// </summary>
    public long BytesTaken
    {
        get
        {
            Span<byte> status = stackalloc byte[BytesAckedOffset + sizeof(long)];
            try
            {
                return OperatingSystem.IsLinux()
                    && _socket.GetRawSocketOption(Tcp, TcpStatus, status) == status.Length
                    ? BitConverter.ToInt64(status[BytesAckedOffset..])
                    : Volatile.Read(ref _bytesSent);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                return Volatile.Read(ref _bytesSent);
            }
        }
    }

    /// <summary>Sends the peer the end of this direction, after all that was written.</summary>
    public void Finish()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            _gone = true;
        }
    }

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _buffered;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        var free = _buffer.Length - _buffered;
        if (free < Math.Max(1, sizeHint))
            Grow(Math.Max(SliceBytes, sizeHint));
        return _buffer.AsMemory(_buffered);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _buffered += bytes;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_buffered == 0)
            return new(Result());
        var send = SendAsync(_buffer.AsMemory(0, _buffered));
        if (!send.IsCompletedSuccessfully)
            return FinishFlushAsync(send);
        Clear();
        return new(Result());
    }

    public override ValueTask<FlushResult> WriteAsync(
        ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
    {
        if (_buffered > 0)
        {
            source.CopyTo(GetMemory(source.Length));
            Advance(source.Length);
            return FlushAsync(cancellationToken);
        }

        var send = SendAsync(source);
        return send.IsCompletedSuccessfully ? new(Result()) : FinishWriteAsync(send);
    }

    /// <summary>Does nothing: bytes that are half sent cannot be taken back, and closing the connection ends the wait.</summary>
    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
        _gone = true;
        Clear();
    }

    private FlushResult Result() => new(isCanceled: false, isCompleted: _gone);

    private async ValueTask<FlushResult> FinishFlushAsync(ValueTask send)
    {
        await send;
        Clear();
        return Result();
    }

    private async ValueTask<FlushResult> FinishWriteAsync(ValueTask send)
    {
        await send;
        return Result();
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var sent = SendNow(bytes);
        return sent == bytes.Length || _gone ? ValueTask.CompletedTask : SendRestAsync(bytes[sent..]);
    }

    /// <summary>Sends what the kernel takes at once.</summary>
    private int SendNow(ReadOnlyMemory<byte> bytes)
    {
        if (_gone || bytes.IsEmpty)
            return 0;
        try
        {
            var sent = _socket.Send(bytes.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success)
                return Count(sent);
            _gone = error is not (SocketError.WouldBlock or SocketError.IOPending);
        }
        catch (ObjectDisposedException)
        {
            _gone = true;
        }

        return 0;
    }

    private int Count(int sent)
    {
        Volatile.Write(ref _bytesSent, _bytesSent + sent);
        return sent;
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty && !_gone)
            {
                // The wait is for a slice, so that a slow peer is seen to move; what fits besides goes with it.
                var sent = await _socket.SendAsync(bytes[..Math.Min(bytes.Length, SliceBytes)], SocketFlags.None);
                Count(sent);
                bytes = bytes[sent..];
                bytes = bytes[SendNow(bytes)..];
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            _gone = true;
        }
    }

    private void Grow(int room)
    {
        var larger = System.Buffers.ArrayPool<byte>.Shared.Rent(_buffered + room);
        _buffer.AsSpan(0, _buffered).CopyTo(larger);
        var buffered = _buffered;
        Clear();
        (_buffer, _buffered) = (larger, buffered);
    }

    /// <summary>Gives the buffer back: a quiet connection holds none.</summary>
    private void Clear()
    {
        var buffer = _buffer;
        (_buffer, _buffered) = ([], 0);
        if (buffer.Length > 0)
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
    }
}
