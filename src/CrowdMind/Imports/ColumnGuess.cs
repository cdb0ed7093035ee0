using System.Text;
using System.Text.Json;
using CrowdMind.Schemas;

namespace CrowdMind.Imports;

/// <summary>
/// What type a column's values are: the first of boolean, integer, number, date, time and datetime that all of them can be,
/// and text where none is. Values of JSON say themselves whether they are texts.
/// </summary>
/// <param name="isJson">Whether values are JSON.</param>
internal sealed class ColumnGuess(bool isJson)
{
    private static readonly FieldType[] Types =
        [FieldType.Boolean, FieldType.Integer, FieldType.Number, FieldType.Date, FieldType.Time, FieldType.DateTime];

    private readonly List<FieldType> _left = [.. Types];
    private ColumnGuess? _items;
    private bool _anyText;
    private bool _anyOther;
    private bool _anyList;

    /// <summary>Whether there was a value.</summary>
    public bool Any => _anyText || _anyOther || _anyList;

    /// <summary>What its items are, of a list.</summary>
    public ColumnGuess? Items => _anyList ? _items : null;

    /// <summary>The type; null when the values are of several kinds that no type has.</summary>
    public FieldType? Type =>
        _anyList ? (_anyText || _anyOther || _items is { Type: null } ? null : FieldType.Array)
        : _left.Count > 0 && Any ? _left[0]
        : !_anyOther || !isJson ? FieldType.String
        : null;

    /// <summary>Takes a value into account.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || (isJson && value.SequenceEqual("null"u8)))
            return;
        if (isJson && value[0] == '[')
        {
            AddList(value);
            return;
        }

        var isText = !isJson || value[0] == '"';
        _anyText |= isText;
        _anyOther |= !isText || !isJson;
        for (var i = _left.Count - 1; i >= 0; i--)
        {
            if (!CanBe(_left[i], isJson && isText ? value[1..^1] : value, isText))
                _left.RemoveAt(i);
        }
    }

    private void AddList(ReadOnlySpan<byte> value)
    {
        _anyList = true;
        _items ??= new ColumnGuess(isJson: true);
        var reader = new Utf8JsonReader(value);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.StartObject)
                (_items._anyText, _items._anyOther) = (true, true);
            reader.Skip();
            _items.Add(value[start..(int)reader.BytesConsumed]);
        }
    }

    private bool CanBe(FieldType type, ReadOnlySpan<byte> text, bool isText) => type switch
    {
        FieldType.Boolean => (!isText || !isJson) && (Ascii.EqualsIgnoreCase(text, "true"u8) || Ascii.EqualsIgnoreCase(text, "false"u8)),
        FieldType.Integer => (!isText || !isJson) && NumberText.TryRead(text, out var whole)
            && NumberText.IsWhole(text, whole) && !text.ContainsAny((byte)'.', (byte)'e', (byte)'E'),
        FieldType.Number => (!isText || !isJson) && NumberText.TryRead(text, out _),
        _ => isText && text.Length is >= 5 and <= 40 && char.IsAsciiDigit((char)text[0]) && Ascii.IsValid(text)
            && Moments.Parse(type, Encoding.ASCII.GetString(text)) is not null,
    };
}
