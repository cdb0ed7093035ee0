using System.Buffers;
using System.Text.Unicode;

namespace CrowdMind.Server.Transports.WebSockets;

/// <summary>
/// Reads a client's frames (RFC 6455, section 5) and puts messages together. A frame stays in the connection's own buffer
/// until it is whole, so a reader holds nothing but the fragments of a message that has begun; what a header announces
/// beyond the limit is refused before its bytes come. After a violation nothing can be read any more, and all that still
/// comes is passed over.
/// </summary>
/// <param name="messageLimit">The largest message, in bytes.</param>
internal sealed class FrameReader(int messageLimit)
{
    private const FrameKind NoMessage = FrameKind.Continuation;

    private ArrayBufferWriter<byte>? _fragments;
    private FrameKind _message = NoMessage;
    private int _messageLength;
    private bool _broken;

    /// <summary>Reads the next frame, once it is whole, and moves the bytes behind it.</summary>
    /// <returns>Null while more has to come.</returns>
    public ClientFrame? Read(ref ReadOnlySequence<byte> bytes)
    {
        var frame = _broken ? null : ReadNext(ref bytes);
        _broken |= frame is ClientFrame.Violation;
        if (_broken)
            bytes = bytes.Slice(bytes.End);
        return frame;
    }

    private ClientFrame? ReadNext(ref ReadOnlySequence<byte> bytes)
    {
        if (!FrameHeader.TryRead(bytes, out var header))
            return null;
        if (Check(header) is { } violation)
            return violation;
        var length = header.Length + (long)header.PayloadLength;
        if (bytes.Length < length)
            return null;
        var payload = bytes.Slice(header.Length, (long)header.PayloadLength);
        var frame = header.IsControl ? TakeControl(header, payload) : TakeData(header, payload);
        bytes = bytes.Slice(length);
        return frame;
    }

    private ClientFrame.Violation? Check(in FrameHeader header)
    {
        if (header.HasReservedBits)
            return Broken("no extension was agreed on that sets reserved bits");
        if (header.Kind is (> FrameKind.Binary and < FrameKind.Close) or > FrameKind.Pong)
            return Broken($"opcode {(int)header.Kind} is reserved");
        if (!header.IsMasked)
            return Broken("a client masks its frames");
        if (header.IsControl)
            return CheckControl(header);
        if (header.Kind == FrameKind.Continuation && _message == NoMessage)
            return Broken("there is no message to continue");
        if (header.Kind != FrameKind.Continuation && _message != NoMessage)
            return Broken("a message began before the last one ended");
        if (header.PayloadLength > long.MaxValue)
            return Broken("the highest bit of a length is 0");
        return header.PayloadLength > (ulong)(messageLimit - _messageLength)
            ? new ClientFrame.Violation(CloseFrame.TooBig, $"a message holds at most {messageLimit} bytes")
            : null;
    }

    private static ClientFrame.Violation? CheckControl(in FrameHeader header) =>
        !header.IsFinal ? Broken("a control frame is not fragmented")
        : header.PayloadLength > 125 ? Broken("a control frame holds at most 125 bytes")
        : null;

    private static ClientFrame TakeControl(in FrameHeader header, in ReadOnlySequence<byte> masked)
    {
        if (header.Kind == FrameKind.Pong)
            return ClientFrame.Nothing;
        var payload = Unmasked(header, masked);
        if (header.Kind == FrameKind.Ping)
            return new ClientFrame.Ping(payload);
        var (code, violation) = CloseFrame.Read(payload);
        return violation is null ? new ClientFrame.Close(code) : new ClientFrame.Violation(code, violation);
    }

    private ClientFrame TakeData(in FrameHeader header, in ReadOnlySequence<byte> masked)
    {
        var kind = header.Kind == FrameKind.Continuation ? _message : header.Kind;
        if (!header.IsFinal)
        {
            _message = kind;
            _messageLength += (int)masked.Length;
            if (kind == FrameKind.Text)
                Keep(header, masked);
            return ClientFrame.Nothing;
        }

        var text = kind == FrameKind.Text ? TakeText(header, masked) : null;
        (_message, _messageLength, _fragments) = (NoMessage, 0, null);
        if (text is null)
            return ClientFrame.Nothing;
        return Utf8.IsValid(text)
            ? new ClientFrame.Text(text)
            : new ClientFrame.Violation(CloseFrame.InvalidData, "a text message is UTF-8");
    }

    private byte[] TakeText(in FrameHeader header, in ReadOnlySequence<byte> masked)
    {
        if (_fragments is null)
            return Unmasked(header, masked);
        Keep(header, masked);
        return _fragments.WrittenSpan.ToArray();
    }

    private void Keep(in FrameHeader header, in ReadOnlySequence<byte> masked)
    {
        var length = (int)masked.Length;
        if (length == 0)
            return;
        _fragments ??= new ArrayBufferWriter<byte>(length);
        Masking.Remove(masked, header.Mask, _fragments.GetSpan(length));
        _fragments.Advance(length);
    }

    private static byte[] Unmasked(in FrameHeader header, in ReadOnlySequence<byte> masked)
    {
        var payload = GC.AllocateUninitializedArray<byte>((int)masked.Length);
        Masking.Remove(masked, header.Mask, payload);
        return payload;
    }

    private static ClientFrame.Violation Broken(string rule) => new(CloseFrame.ProtocolError, rule);
}
