using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CrowdMind.Schemas;
using CrowdMind.Synthesis;

namespace CrowdMind.Imports;

/// <summary>Takes the values of one field from a file: checks them, and writes them as the rows of a dataset have them.</summary>
/// <param name="field">The field; not an object.</param>
/// <param name="isJson">Whether values are JSON.</param>
internal sealed class ValueImport(Field field, bool isJson)
{
    private static readonly SearchValues<byte> PlainCharacters = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(one => one is not ('"' or '\\')).Select(one => (byte)one)]);

    private static readonly SearchValues<byte> WholeCharacters = SearchValues.Create("-0123456789"u8);

    private readonly ItemCheck? _items = field.Items is { } items ? new ItemCheck(items) : null;
    private readonly JsonTexts _texts = new();

    /// <summary>Writes the value of a row.</summary>
    /// <param name="value">The value; empty for none.</param>
    /// <param name="row">The row.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Write(ReadOnlySpan<byte> value, Row row)
    {
        if (value.IsEmpty || (isJson && value[0] == 'n'))
            return WriteNull(row);
        var isText = !isJson || value[0] == '"';
        var text = isJson && isText ? _texts.Unescape(value[1..^1]) : value;
        return field.Type switch
        {
            FieldType.String => isText ? WriteText(text, row) : "it must be a text",
            FieldType.Number or FieldType.Integer => isJson && isText ? Wanted() : WriteNumber(text, row),
            FieldType.Boolean => isJson && isText ? Wanted() : WriteBoolean(text, row),
            FieldType.Array => isJson && isText ? Wanted() : WriteList(text, row),
            _ => isText ? WriteMoment(text, row) : Wanted(),
        };
    }

    private string? WriteNull(Row row)
    {
        row.SetNull(field.Column);
        return field.Constraints.Required ? "it is missing, and the field is required" : null;
    }

    private string? WriteText(ReadOnlySpan<byte> text, Row row)
    {
        if (!isJson && !Utf8.IsValid(text))
            return "it is not valid UTF-8";
        if (field.Constraints.NeedText && field.Constraints.TextProblem(Encoding.UTF8.GetString(text)) is { } problem)
            return problem;
        var start = row.Out.Length;
        row.Out.Put((byte)'"');
        PutEscaped(text, row.Out);
        row.Out.Put((byte)'"');
        row.SetText(field.Column, start);
        return null;
    }

    private string? WriteNumber(ReadOnlySpan<byte> text, Row row)
    {
        if (!NumberText.TryRead(text, out var number))
            return Wanted();
        if (field.Type == FieldType.Integer && !NumberText.IsWhole(text, number))
            return Wanted();
        if (field.Constraints.NumberProblem(number) is { } problem)
            return problem;
        var start = row.Out.Length;
        if (field.Type == FieldType.Integer && text.ContainsAnyExcept(WholeCharacters))
            row.Out.Put((long)number);
        else if (NumberText.IsJson(text))
            row.Out.PutOnce(text);
        else
            row.Out.Put(Encoding.ASCII.GetBytes(number.ToString("R", CultureInfo.InvariantCulture)));
        row.SetNumber(field.Column, number, start);
        return null;
    }

    private string? WriteBoolean(ReadOnlySpan<byte> text, Row row)
    {
        bool value;
        if (Ascii.EqualsIgnoreCase(text, "true"u8) || (!isJson && text is [(byte)'1']))
            value = true;
        else if (Ascii.EqualsIgnoreCase(text, "false"u8) || (!isJson && text is [(byte)'0']))
            value = false;
        else
            return Wanted();
        var start = row.Out.Length;
        var json = value ? "true"u8 : "false"u8;
        row.Out.Put(json);
        row.SetNumber(field.Column, value ? 1 : 0, start);
        row.Profile?.AddValue(field.Column, json);
        return null;
    }

    private string? WriteMoment(ReadOnlySpan<byte> text, Row row)
    {
        if (!Ascii.IsValid(text) || Moments.Parse(field.Type, Encoding.ASCII.GetString(text)) is not { } moment)
            return Wanted();
        if (field.Constraints.NumberProblem(moment) is { } problem)
            return problem;
        var start = row.Out.Length;
        row.Out.Put((byte)'"');
        row.Out.PutOnce(text);
        row.Out.Put((byte)'"');
        row.SetNumber(field.Column, moment, start);
        return null;
    }

    private string? WriteList(ReadOnlySpan<byte> text, Row row)
    {
        if (_items is null || !_items.TryRead(text, out var list, out var count, out var problem))
            return Wanted();
        if (problem is not null)
            return problem;
        var start = row.Out.Length;
        row.Out.Put(list);
        row.SetNumber(field.Column, count, start);
        return null;
    }

    private string Wanted() => field.Type switch
    {
        FieldType.String => "it must be a text",
        FieldType.Number => "it must be a number",
        FieldType.Integer => "it must be a whole number",
        FieldType.Boolean => "it must be true or false",
        FieldType.Array => "it must be a list in JSON",
        _ => $"it must be a text such as {Moments.Example(field.Type)}",
    };

    private static void PutEscaped(ReadOnlySpan<byte> text, RowBuffer output)
    {
        if (!text.ContainsAnyExcept(PlainCharacters))
        {
            output.Put(text);
            return;
        }

        // At most six bytes for one: \u0000.
        var room = output.Room(text.Length * 6);
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(text, room, out _, out var written);
        output.Advance(written);
    }
}
