using System.Buffers.Text;
using System.Globalization;

namespace CrowdMind.Imports;

/// <summary>Numbers as people and programs write them in tables.</summary>
internal static class NumberText
{
    /// <summary>
    /// Reads a number; false for a text that is none, also for digits after a zero (they are a code, not a number) and for
    /// what is not finite.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var digits = text is [(byte)'-' or (byte)'+', .. var unsigned] ? unsigned : text;
        if (digits.IsEmpty || (digits[0] != '.' && !char.IsAsciiDigit((char)digits[0])))
            return false;
        if (digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..])
            return false;
        return double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>Whether a number is whole, and so small that a double tells it from its neighbours or it is written whole.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> text, double value) =>
        (Math.Floor(value) == value && Math.Abs(value) < 1L << 53) || (Utf8Parser.TryParse(text, out long _, out var used) && used == text.Length);

    /// <summary>Whether it stands as JSON has it (RFC 8259, section 6).</summary>
    public static bool IsJson(ReadOnlySpan<byte> text)
    {
        var rest = text is [(byte)'-', .. var unsigned] ? unsigned : text;
        return Digits(ref rest)
            && (rest is not [(byte)'.', .. var fraction] || Digits(ref fraction, ref rest))
            && (rest is not [(byte)'e' or (byte)'E', .. var power] || Power(power, ref rest))
            && rest.IsEmpty;
    }

    private static bool Power(ReadOnlySpan<byte> power, ref ReadOnlySpan<byte> rest)
    {
        power = power is [(byte)'-' or (byte)'+', .. var unsigned] ? unsigned : power;
        return Digits(ref power, ref rest);
    }

    private static bool Digits(ref ReadOnlySpan<byte> from, ref ReadOnlySpan<byte> rest)
    {
        if (!Digits(ref from))
            return false;
        rest = from;
        return true;
    }

    private static bool Digits(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var count = end < 0 ? rest.Length : end;
        rest = rest[count..];
        return count > 0;
    }
}
