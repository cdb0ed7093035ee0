using System.Text;
using System.Text.Json;
using CsvHelper;

namespace CrowdMind.Server.Csv;

/// <summary>Lays the fields of rows out as columns, in the columns' order; a field that a row lacks is an empty cell.</summary>
internal sealed class FlatRow
{
    private readonly CellText _cells;
    private readonly Range[] _found;
    private readonly Place _root;

    /// <summary>Prepares for columns.</summary>
    /// <param name="columns">Their paths, nested names joined by dots.</param>
    /// <param name="cells">Writes their values.</param>
    public FlatRow(IReadOnlyList<string> columns, CellText cells)
    {
        _cells = cells;
        _found = new Range[columns.Count];
        _root = new Place("", "", columns);
    }

    /// <summary>Writes a row's cells.</summary>
    /// <param name="csv">Where to.</param>
    /// <param name="json">The row's fields, a JSON object.</param>
    public void Write(CsvWriter csv, ReadOnlySpan<byte> json)
    {
        Array.Clear(_found);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Find(ref reader, _root);
        foreach (var found in _found)
            _cells.WriteJson(csv, json[found]);
    }

    private void Find(ref Utf8JsonReader reader, Place place)
    {
        var expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var inner = place.Find(ref reader, ref expected);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (inner.Column < 0 && reader.TokenType == JsonTokenType.StartObject)
                Find(ref reader, inner);
            else
                reader.Skip();
            if (inner.Column >= 0)
                _found[inner.Column] = start..(int)reader.BytesConsumed;
        }
    }

    /// <summary>A name in the rows, with what is inside it. Learnt from the rows: a name may hold a dot, so a path does not tell.</summary>
    private sealed class Place(string prefix, string name, IReadOnlyList<string> columns)
    {
        private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
        private readonly List<Place> _inside = [];

        /// <summary>The column of that path; -1 where there is none, and more names may follow.</summary>
        public int Column { get; } = IndexOf(columns, prefix + name);

        // Rows hold their fields in one order, so the first look mostly finds it.
        public Place Find(ref Utf8JsonReader reader, ref int expected)
        {
            for (var tried = 0; tried < _inside.Count; tried++)
            {
                var place = _inside[expected % _inside.Count];
                expected = (expected + 1) % _inside.Count;
                if (reader.ValueTextEquals(place._name))
                    return place;
            }

            var inner = new Place(name.Length == 0 ? "" : $"{prefix}{name}.", reader.GetString() ?? "", columns);
            _inside.Add(inner);
            expected = _inside.Count;
            return inner;
        }

        private static int IndexOf(IReadOnlyList<string> columns, string path)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i] == path)
                    return i;
            }

            return -1;
        }
    }
}
