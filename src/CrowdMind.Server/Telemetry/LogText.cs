using System.Globalization;
using System.Text;

namespace CrowdMind.Server.Telemetry;

/// <summary>
/// Text on one line of a log, whoever wrote it: what would begin another line, move the cursor, or turn the reading direction
/// is spelt out.
/// </summary>
internal static class LogText
{
    /// <summary>Writes text.</summary>
    public static void WriteOneLine(this TextWriter writer, ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPlain(rune))
                writer.Write(rune);
            else
                WriteSpelt(writer, rune);
        }
    }

    private static bool IsPlain(Rune rune) => rune.IsAscii
        ? !Rune.IsControl(rune)
        : Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void WriteSpelt(TextWriter writer, Rune rune)
    {
        var spelt = rune.Value switch
        {
            '\n' => @"\n",
            '\r' => @"\r",
            '\t' => @"\t",
            _ => string.Create(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}"),
        };
        writer.Write(spelt);
    }
}
