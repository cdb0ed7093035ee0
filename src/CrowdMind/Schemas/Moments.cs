using System.Globalization;

namespace CrowdMind.Schemas;

/// <summary>Dates, times and moments as numbers: days since 1970, milliseconds since midnight, milliseconds since 1970 (UTC).</summary>
internal static class Moments
{
    private const long MillisecondsADay = 24L * 60 * 60 * 1000;

    private static readonly DateOnly FirstDay = new(1970, 1, 1);

    /// <summary>Whether values of a type are kept so.</summary>
    public static bool Are(FieldType type) => type is FieldType.Date or FieldType.Time or FieldType.DateTime;

    /// <summary>The first and the last value there is.</summary>
    public static (double First, double Last) Range(FieldType type) => type switch
    {
        FieldType.Date => (Day(DateOnly.MinValue), Day(DateOnly.MaxValue)),
        FieldType.Time => (0, MillisecondsADay - 1),
        _ => (DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()),
    };

    /// <summary>The value of a text, or null when it is none.</summary>
    public static double? Parse(FieldType type, string text) => type switch
    {
        FieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Day(day) : null,
        FieldType.Time => TimeOnly.TryParseExact(
            text, ["HH:mm:ss", "HH:mm:ss.FFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? Math.Floor(time.ToTimeSpan().TotalMilliseconds) : null,
        _ => DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUnixTimeMilliseconds() : null,
    };

    /// <summary>An example, for messages.</summary>
    public static string Example(FieldType type) => type switch
    {
        FieldType.Date => "2026-01-31",
        FieldType.Time => "13:45:00",
        _ => "2026-01-31T13:45:00Z",
    };

    /// <summary>Writes a value, whole and within the range of its type.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int Write(FieldType type, double value, Span<byte> target)
    {
        int written;
        switch (type)
        {
            case FieldType.Date:
                FirstDay.AddDays((int)value).TryFormat(target, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                return written;
            case FieldType.Time:
                TimeOnly.MinValue.Add(TimeSpan.FromMilliseconds((long)value)).TryFormat(
                    target, out written, (long)value % 1000 == 0 ? "HH:mm:ss" : "HH:mm:ss.fff", CultureInfo.InvariantCulture);
                return written;
            default:
                return WriteMoment((long)value, target);
        }
    }

    // The round-trip format is written several times as fast as one of our own, and is cut to what is wanted.
    private static int WriteMoment(long milliseconds, Span<byte> target)
    {
        Span<byte> text = stackalloc byte[28];
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var kept = milliseconds % 1000 == 0 ? "yyyy-MM-ddTHH:mm:ss".Length : "yyyy-MM-ddTHH:mm:ss.fff".Length;
        text[..kept].CopyTo(target);
        target[kept] = (byte)'Z';
        return kept + 1;
    }

    private static double Day(DateOnly day) => day.DayNumber - FirstDay.DayNumber;
}
