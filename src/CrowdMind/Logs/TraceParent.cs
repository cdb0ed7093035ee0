using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CrowdMind.Logs;

/// <summary>
/// Where a publisher stood in its trace (W3C Trace Context, section 3.2): the trace, the span, the flags. The default is
/// none: neither a trace nor a span may be nothing but zeros.
/// </summary>
public readonly record struct TraceParent
{
    /// <summary>The length of its text, which is always that of version 00.</summary>
    public const int TextLength = SpanAt + SpanDigits + 1 + FlagsDigits;

    private const int TraceAt = 3;
    private const int TraceDigits = 32;
    private const int SpanAt = TraceAt + TraceDigits + 1;
    private const int SpanDigits = 16;
    private const int FlagsDigits = 2;
    private const byte Sampled = 1;
    private const byte Forbidden = 0xFF;

    private readonly UInt128 _trace;
    private readonly ulong _span;
    private readonly byte _flags;

    private TraceParent(UInt128 trace, ulong span, byte flags) => (_trace, _span, _flags) = (trace, span, flags);

    /// <summary>Whether the publisher named no trace.</summary>
    public bool IsNone => _trace == UInt128.Zero;

    /// <summary>
    /// Reads the text of a <c>traceparent</c>. Of a version that came after 00 it reads the parts that are known today, as
    /// the standard asks; anything else that is not version 00 to the letter is none.
    /// </summary>
    public static TraceParent Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length < TextLength || text[TraceAt - 1] != '-' || text[SpanAt - 1] != '-'
            || text[SpanAt + SpanDigits] != '-' || !TryHex(text[..(TraceAt - 1)], out var version) || version == Forbidden)
            return default;
        if (text.Length > TextLength && (version == UInt128.Zero || text[TextLength] != '-'))
            return default;
        if (!TryHex(text.Slice(TraceAt, TraceDigits), out var trace) || trace == UInt128.Zero
            || !TryHex(text.Slice(SpanAt, SpanDigits), out var span) || span == UInt128.Zero
            || !TryHex(text.Slice(TextLength - FlagsDigits, FlagsDigits), out var flags))
            return default;
        return new TraceParent(trace, (ulong)span, version == UInt128.Zero ? (byte)flags : (byte)((byte)flags & Sampled));
    }

    /// <summary>The same of a text in memory.</summary>
    public static TraceParent Parse(string? text)
    {
        // One character more than version 00 has shows whether a longer one goes on as it may.
        Span<byte> bytes = stackalloc byte[TextLength + 1];
        var read = text is null ? default : text.AsSpan(0, Math.Min(text.Length, bytes.Length));
        return Ascii.FromUtf16(read, bytes, out var length) == System.Buffers.OperationStatus.Done ? Parse(bytes[..length]) : default;
    }

    /// <summary>Writes the text.</summary>
    /// <param name="target">At least <see cref="TextLength"/> bytes.</param>
    public void Write(Span<byte> target)
    {
        "00-"u8.CopyTo(target);
        _trace.TryFormat(target[TraceAt..], out _, "x32", CultureInfo.InvariantCulture);
        target[SpanAt - 1] = (byte)'-';
        Utf8Formatter.TryFormat(_span, target[SpanAt..], out _, new('x', SpanDigits));
        target[SpanAt + SpanDigits] = (byte)'-';
        Utf8Formatter.TryFormat(_flags, target[(TextLength - FlagsDigits)..], out _, new('x', FlagsDigits));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (IsNone)
            return "";
        Span<byte> text = stackalloc byte[TextLength];
        Write(text);
        return Encoding.ASCII.GetString(text);
    }

    // Lower case only: the standard allows no other.
    private static bool TryHex(ReadOnlySpan<byte> digits, out UInt128 value)
    {
        value = UInt128.Zero;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigitLower((char)digit))
                return false;
            value = (value << 4) | (UInt128)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return true;
    }
}
