using System.Text;
using System.Text.Json;

namespace CrowdMind.Imports;

/// <summary>
/// JSON lines: an object a line. Nested fields are columns of their own. Lines of this server's own export are known by
/// their member <c>input_data</c>, whose fields they are then, with the label beside it.
/// </summary>
/// <param name="file">The file; closed at the end.</param>
public sealed class JsonRecords(Stream file) : IRecords
{
    private const string Fields = "input_data";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = Limits.JsonDepth };
    private static readonly string[] Envelope = ["id", "dataset_id", "meta", "created_at"];

    private readonly LineReader _lines = new(file);
    private readonly List<RecordColumn> _columns = [];
    private readonly List<(int Record, int Start, int Length)> _values = [];
    private readonly RecordPlace _root = new([]);
    private byte[] _line = [];
    private int _record;
    private bool? _isExport;

    /// <inheritdoc/>
    public bool IsJson => true;

    /// <inheritdoc/>
    public IReadOnlyList<RecordColumn> Columns => _columns;

    /// <inheritdoc/>
    public long Line => _lines.Line;

    /// <inheritdoc/>
    public bool Read(out string? fault)
    {
        fault = null;
        ReadOnlySpan<byte> line;
        do
        {
            if (!_lines.Read(out line))
                return false;
        }
        while (!_lines.IsTooLong && line.Trim(" \t"u8).IsEmpty);
        _record++;
        fault = _lines.IsTooLong
            ? $"It has more than {Limits.FileLineBytes} bytes; a row on a line of its own is wanted."
            : !System.Text.Unicode.Utf8.IsValid(line) ? "It is not valid UTF-8." : Take(line);
        return true;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Value(int column)
    {
        var (record, start, length) = _values[column];
        return record == _record ? _line.AsSpan(start, length) : default;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private string? Take(ReadOnlySpan<byte> line)
    {
        if (_line.Length < line.Length)
            _line = new byte[Math.Max(line.Length, _line.Length * 2)];
        line.CopyTo(_line);
        try
        {
            _isExport ??= IsExport(line);
            var reader = new Utf8JsonReader(_line.AsSpan(0, line.Length), Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "It is no JSON object; one a line is wanted.";
            ReadObject(ref reader, _root, isTop: true);
            return reader.Read() ? "It holds more than one JSON object." : null;
        }
        catch (JsonException malformed)
        {
            return $"It is not valid JSON: {FaultList.Said(malformed)}";
        }
        catch (InvalidOperationException)
        {
            return "A name in it holds half of a surrogate pair.";
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, RecordPlace place, bool isTop)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var inner = place.Find(ref reader);
            reader.Read();
            if (isTop && _isExport == true && (inner.Name == Fields || Envelope.Contains(inner.Name)))
            {
                if (reader.TokenType == JsonTokenType.StartObject && inner.Name == Fields)
                    ReadObject(ref reader, _root, isTop: false);
                else
                    reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(ref reader, inner, isTop: false);
            }
            else
            {
                Note(ref reader, inner);
            }
        }
    }

    private void Note(ref Utf8JsonReader reader, RecordPlace place)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (place.Column < 0)
        {
            place.Column = _columns.Count;
            _columns.Add(new RecordColumn(place.Names));
            _values.Add(default);
        }

        _values[place.Column] = (_record, start, (int)reader.BytesConsumed - start);
    }

    /// <summary>Whether the file is an export of this server's own, as its first line tells.</summary>
    private static bool IsExport(ReadOnlySpan<byte> line)
    {
        var hasFields = false;
        var reader = new Utf8JsonReader(line, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Encoding.UTF8.GetString(reader.ValueSpan);
            if (name is not (Fields or "label") && !Envelope.Contains(name))
                return false;
            reader.Read();
            hasFields |= name == Fields && reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
        }

        return hasFields;
    }
}
