using System.Text;
using CrowdMind.Profiles;
using CrowdMind.Schemas;
using CrowdMind.Synthesis;

namespace CrowdMind.Imports;

/// <summary>Turns the records of a file into the rows of a dataset, block by block. On one thread at a time.</summary>
public sealed class RowsImport
{
    /// <summary>Bytes of a block's lines at most, but for those of its last row.</summary>
    private const int MostBytes = 16 * Limits.BlockBytes;

    private readonly IRecords _records;
    private readonly DatasetSchema _schema;
    private readonly RowEnvelope _envelope;
    private readonly FaultList _faults;
    private readonly Row _row;
    private readonly SplitTurns _splits;
    private readonly RecordMap _map;
    private readonly FieldImports _fields;
    private readonly JsonTexts _texts = new();
    private readonly bool _isBroken;
    private readonly byte[][] _labels;
    private readonly byte[][] _labelMembers;

    /// <summary>Prepares it.</summary>
    /// <param name="records">The file.</param>
    /// <param name="schema">What its rows must be.</param>
    /// <param name="envelope">What all rows of the dataset have in common.</param>
    /// <param name="faults">Where faults are noted; a file with some gives no rows that could be used.</param>
    public RowsImport(IRecords records, DatasetSchema schema, RowEnvelope envelope, FaultList faults)
    {
        (_records, _schema, _envelope, _faults) = (records, schema, envelope, faults);
        _row = new Row(schema, seed: 0);
        _splits = new SplitTurns(seed: 0, schema.Labels.Count);
        _map = new RecordMap(schema, records, faults);
        _fields = new FieldImports(schema, records.IsJson);
        _labels = [.. schema.Labels.Select(Encoding.UTF8.GetBytes)];
        _labelMembers = [.. schema.Labels.Select(RowEnvelope.LabelMember)];
        Profile = new ProfileBuilder(schema);
        _isBroken = faults.Any;
    }

    /// <summary>How many rows there were.</summary>
    public long Rows { get; private set; }

    /// <summary>What they are like.</summary>
    public ProfileBuilder Profile { get; }

    /// <summary>Writes the lines of the next rows; how many they are, 0 at the end.</summary>
    public int Fill(RowBuffer lines)
    {
        lines.Clear();
        if (_isBroken)
            return 0;
        var rows = 0;
        while (rows < Limits.BlockRows && lines.Length < MostBytes && !_faults.IsMore && _records.Read(out var fault))
        {
            if (fault is not null || !_map.Check())
            {
                if (fault is not null)
                    _faults.Add(_records.Line, fault);
                continue;
            }

            if (TryWrite(lines))
                rows++;
        }

        return rows;
    }

    private bool TryWrite(RowBuffer lines)
    {
        var start = lines.Length;
        var label = ReadLabel();
        if (label < 0)
            return false;
        if (Rows % SplitTurns.BlockRows == 0)
            _splits.Begin(Rows / SplitTurns.BlockRows);
        _row.Begin(Rows, label, label, lines, Profile);
        _envelope.Begin(Rows, lines);
        if (!_fields.Write(_row, _map, _records.Line, _faults))
        {
            lines.CutTo(start);
            return false;
        }

        _envelope.End(Rows, _labelMembers[label], _splits.Next(label), "\",\"seed\":null"u8, lines);
        Rows++;
        return true;
    }

    /// <summary>The number of the record's label; -1 when it has none that the schema knows, which is noted.</summary>
    private int ReadLabel()
    {
        var label = _texts.Label(_map.Label, _records.IsJson);
        for (var number = 0; number < _labels.Length; number++)
        {
            if (label.SequenceEqual(_labels[number]))
                return number;
        }

        _faults.Add(_records.Line, label.IsEmpty
            ? $"The label '{FaultList.Shown(_schema.LabelColumn)}' is missing."
            : $"The label '{FaultList.Shown(label)}' is none of the labels {FaultList.Shown(string.Join(", ", _schema.Labels))}.");
        return -1;
    }
}
