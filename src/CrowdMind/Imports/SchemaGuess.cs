using System.Buffers;
using System.Text;
using System.Text.Json;
using CrowdMind.Schemas;

namespace CrowdMind.Imports;

/// <summary>
/// Reads off a file what its rows are: a field for each column, of the type that all its values can be, and the labels that
/// come. Every row is looked at, so no later one can surprise.
/// </summary>
/// <param name="records">The file.</param>
/// <param name="labelColumn">The column of the labels.</param>
/// <param name="faults">Where faults are noted.</param>
public sealed class SchemaGuess(IRecords records, string labelColumn, FaultList faults)
{
    private readonly List<ColumnGuess> _columns = [];
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private readonly JsonTexts _texts = new();
    private byte[] _lastLabel = [];
    private int _label = -1;

    /// <summary>The labels that came, in order.</summary>
    public IReadOnlyList<string> Labels => [.. _labels.Order(StringComparer.Ordinal)];

    /// <summary>Reads the file.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public void Read(CancellationToken cancellationToken)
    {
        if (!records.IsJson && !records.Columns.Any(column => column.Path == labelColumn))
        {
            faults.Add(1, $"The column '{FaultList.Shown(labelColumn)}' is missing, which holds the labels; name another one with label_column.");
            return;
        }

        for (var rows = 1L; !faults.IsMore && records.Read(out var fault); rows++)
        {
            if (fault is not null)
                faults.Add(records.Line, fault);
            else
                Take();
            if (rows % Limits.BlockRows == 0)
                cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What was read as a schema that says it is a guess; null when it makes none, and then that is noted.</summary>
    public RawJson? ToSchema()
    {
        if (_columns.Count > Limits.Fields + 1)
            faults.Add(null, $"There are more than {Limits.Fields} columns beside the label.");
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("fields"u8);
            WriteFields(json, [.. Enumerable.Range(0, _columns.Count).Where(column => column != _label)], depth: 0);
            json.WriteEndArray();
            if (labelColumn != "label")
                json.WriteString("label_column"u8, labelColumn);
            json.WriteBoolean("assumed"u8, true);
            json.WriteEndObject();
        }

        return faults.Any ? null : RawJson.FromUtf8(body.WrittenSpan);
    }

    private void Take()
    {
        while (_columns.Count < records.Columns.Count)
        {
            if (records.Columns[_columns.Count].Path == labelColumn)
                _label = _columns.Count;
            _columns.Add(new ColumnGuess(records.IsJson));
        }

        for (var column = 0; column < _columns.Count; column++)
        {
            if (column != _label)
                _columns[column].Add(records.Value(column));
        }

        var label = _label < 0 ? default : _texts.Label(records.Value(_label), records.IsJson);
        if (label.SequenceEqual(_lastLabel) && !label.IsEmpty)
            return;
        _lastLabel = label.ToArray();
        if (label.IsEmpty)
            faults.Add(records.Line, $"The label '{FaultList.Shown(labelColumn)}' is missing.");
        else if (!System.Text.Unicode.Utf8.IsValid(label) || label.Contains((byte)0))
            faults.Add(records.Line, "The label is not a text in UTF-8 without the character U+0000.");
        else if (_labels.Add(Encoding.UTF8.GetString(label)) && _labels.Count == Limits.Labels + 1)
            faults.Add(records.Line, $"Here comes the label number {Limits.Labels + 1}; there must be at most {Limits.Labels} classes.");
    }

    private void WriteFields(Utf8JsonWriter json, IReadOnlyList<int> columns, int depth)
    {
        foreach (var group in columns.GroupBy(column => records.Columns[column].Names[depth]))
        {
            int[] inner = [.. group.Where(column => records.Columns[column].Names.Count > depth + 1)];
            int[] own = [.. group.Where(column => records.Columns[column].Names.Count == depth + 1 && (inner.Length == 0 || _columns[column].Any))];
            if (own.Length > 1 || (own.Length == 1 && inner.Length > 0))
                faults.Add(null, $"The field '{FaultList.Shown(group.Key)}' comes twice, or is an object in some lines and none in others.");
            json.WriteStartObject();
            json.WriteString("name"u8, group.Key);
            if (inner.Length > 0)
            {
                json.WriteString("type"u8, "object"u8);
                json.WriteStartArray("fields"u8);
                WriteFields(json, inner, depth + 1);
                json.WriteEndArray();
            }
            else
            {
                WriteType(json, _columns[own[0]], group.Key);
            }

            json.WriteEndObject();
        }
    }

    private void WriteType(Utf8JsonWriter json, ColumnGuess column, string name)
    {
        if (column.Type is not { } type)
        {
            faults.Add(null, $"The field '{FaultList.Shown(name)}' holds values of several kinds; make the dataset with a schema that says what they are.");
            return;
        }

        json.WriteString("type"u8, FieldReader.NameOf(type));
        if (type != FieldType.Array)
            return;
        json.WriteStartObject("items"u8);
        if (column.Items is { } items)
            WriteType(json, items, name);
        json.WriteEndObject();
    }
}
