using System.Buffers;
using System.IO.Pipelines;

namespace CrowdMind.Server.Transports;

/// <summary>
/// The stream of an upgraded connection whose writes take turns with ours: the framework's WebSocket sends its pongs and
/// close frames through it, each in one write, while events go to <see cref="Output"/> directly.
/// </summary>
internal sealed class UpgradedStream(Stream upgraded, PipeReader input, SharedOutput output) : Stream
{
    // RFC 6455, section 5.2: FIN, and the opcodes from 8 up.
    private const byte FinalBit = 0x80;
    private const byte ControlBit = 0x08;

    private ArrayBufferWriter<byte>? _fragments;

    /// <summary>Where whole frames go.</summary>
    public SharedOutput Output { get; } = output;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what has come; with an empty buffer waits until something has, and takes nothing.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await input.ReadAsync(cancellationToken);
        var length = (int)Math.Min(read.Buffer.Length, buffer.Length);
        var taken = read.Buffer.Slice(0, length);
        taken.CopyTo(buffer.Span);
        input.AdvanceTo(taken.End);
        return length;
    }

    /// <summary>Takes one frame, which is what the framework writes in a call.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var first = buffer.Span[0];
        var control = (first & ControlBit) != 0;
        var final = (first & FinalBit) != 0;
        if (control || (final && _fragments is null))
            return Output.WriteAsync(buffer);

        // SignalR sends a long message in fragments of its pipe's segments; they go out as one write.
        _fragments ??= new ArrayBufferWriter<byte>(2 * Limits.PageBytes);
        _fragments.Write(buffer.Span);
        return final ? WriteFragmentsAsync() : ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private ValueTask WriteFragmentsAsync()
    {
        var message = _fragments!.WrittenMemory;
        _fragments = null;
        return Output.WriteAsync(message);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            upgraded.Dispose();
        base.Dispose(disposing);
    }
}
