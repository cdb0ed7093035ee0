using CrowdMind.Schemas;

namespace CrowdMind.Imports;

/// <summary>Where in a file's records the columns of a schema are.</summary>
internal sealed class RecordMap
{
    private readonly DatasetSchema _schema;
    private readonly IRecords _records;
    private readonly FaultList _faults;
    private readonly Dictionary<string, int> _numbers;
    private readonly int[] _places;
    private readonly List<int> _unknown = [];
    private int _label = -1;
    private int _known;

    /// <summary>Looks at what columns are known already; what is wrong with them is noted.</summary>
    public RecordMap(DatasetSchema schema, IRecords records, FaultList faults)
    {
        (_schema, _records, _faults) = (schema, records, faults);
        _numbers = schema.Columns.Index().ToDictionary(one => one.Item.Path, one => one.Index, StringComparer.Ordinal);
        _places = new int[schema.Columns.Count];
        Array.Fill(_places, -1);
        Learn();
        if (!records.IsJson)
            CheckHeader();
    }

    /// <summary>The record's label.</summary>
    public ReadOnlySpan<byte> Label => _label < 0 ? default : _records.Value(_label);

    /// <summary>The record's value in a column of the schema.</summary>
    public ReadOnlySpan<byte> Value(int column) => _places[column] is >= 0 and var place ? _records.Value(place) : default;

    /// <summary>Whether the record holds nothing that the schema does not know; if it does, that is noted.</summary>
    public bool Check()
    {
        Learn();
        foreach (var column in _unknown)
        {
            var value = _records.Value(column);
            if (value.IsEmpty || value.SequenceEqual("null"u8))
                continue;
            _faults.Add(_records.Line, Unknown(_records.Columns[column]));
            return false;
        }

        return true;
    }

    private void Learn()
    {
        for (; _known < _records.Columns.Count; _known++)
        {
            var path = _records.Columns[_known].Path;
            var column = _numbers.GetValueOrDefault(path, -1);
            if (column >= 0)
                _places[column] = _known;
            else if (path == _schema.LabelColumn)
                _label = _known;
            else
                _unknown.Add(_known);
        }
    }

    private void CheckHeader()
    {
        foreach (var column in _unknown)
            _faults.Add(1, Unknown(_records.Columns[column]));
        foreach (var column in _schema.Columns.Index().Where(one => _places[one.Index] < 0))
            _faults.Add(1, $"The column '{FaultList.Shown(column.Item.Path)}' is missing.");
        if (_label < 0)
            _faults.Add(1, $"The column '{FaultList.Shown(_schema.LabelColumn)}' is missing, which holds the labels.");
    }

    private string Unknown(RecordColumn column) =>
        $"There is no field '{FaultList.Shown(column.Path)}' in the schema; there are {FaultList.Shown(string.Join(", ", _schema.Columns.Select(one => one.Path)))}.";
}
