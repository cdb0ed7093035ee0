using System.Text;
using System.Text.Json;
using CsvHelper;

namespace CrowdMind.Server.Csv;

/// <summary>JSON values as cells: texts without quotes and escapes, null as nothing, all else as it is written.</summary>
/// <param name="forSpreadsheets">
/// Put an apostrophe before a text that a spreadsheet would run as a formula (OWASP, "CSV Injection"). Numbers stay numbers.
/// </param>
internal sealed class CellText(bool forSpreadsheets)
{
    private byte[] _scratch = new byte[1024];

    /// <summary>Writes a column's name.</summary>
    public void WriteName(CsvWriter csv, string name) => WriteText(csv, Encoding.UTF8.GetBytes(name));

    /// <summary>Writes a value that stands alone.</summary>
    public void WriteJson(CsvWriter csv, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (reader.Read())
            Write(csv, ref reader, json);
        else
            csv.WriteField(ReadOnlySpan<byte>.Empty);
    }

    /// <summary>Writes the value that the reader stands at, and leaves the reader at its end.</summary>
    /// <param name="csv">Where to.</param>
    /// <param name="reader">Reads the text.</param>
    /// <param name="json">The whole text that is read.</param>
    public void Write(CsvWriter csv, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                csv.WriteField(ReadOnlySpan<byte>.Empty);
                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                if (_scratch.Length < reader.ValueSpan.Length)
                    _scratch = new byte[reader.ValueSpan.Length];
                WriteText(csv, _scratch.AsSpan(0, reader.CopyString(_scratch)));
                break;
            case JsonTokenType.String:
                WriteText(csv, reader.ValueSpan);
                break;
            default:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                csv.WriteField(json[start..(int)reader.BytesConsumed]);
                break;
        }
    }

    private void WriteText(CsvWriter csv, ReadOnlySpan<byte> text)
    {
        if (forSpreadsheets && MayRun(text))
            csv.WriteField((byte[])[(byte)'\'', .. text]);
        else
            csv.WriteField(text);
    }

    // The wide forms (U+FF0B, FF0D, FF1D, FF20) count as the narrow ones where East Asian languages are written.
    private static bool MayRun(ReadOnlySpan<byte> text) =>
        text is [(byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..]
            or [0xEF, 0xBC, 0x8B or 0x8D or 0x9D or 0xA0, ..];
}
