using System.Globalization;
using System.Text;

namespace CrowdMind;

/// <summary>
/// How time is kept and written: UTC to the microsecond, as RFC 3339 text of a fixed 27 characters
/// (<c>2026-01-01T00:00:00.000000Z</c>), or as microseconds since 1970 in a database.
/// </summary>
public static class Instants
{
    /// <summary>The .NET format string of an instant.</summary>
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The length in characters of a written instant.</summary>
    public const int TextLength = 27;

    /// <summary>The clock's time, cut to the microsecond.</summary>
    public static DateTimeOffset Now(this TimeProvider time) =>
        FromMicroseconds(ToMicroseconds(time.GetUtcNow()));

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant that many microseconds after 1970-01-01T00:00:00Z.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The instant as text.</summary>
    public static string ToText(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static DateTimeOffset Parse(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[TextLength];
        Ascii.ToUtf16(text, characters, out _);
        return DateTimeOffset.ParseExact(characters, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    /// <summary>Writes the instant as ASCII text of <see cref="TextLength"/> bytes.</summary>
    public static void Write(DateTimeOffset instant, Span<byte> destination) =>
        instant.UtcDateTime.TryFormat(destination, out _, Format, CultureInfo.InvariantCulture);
}
