using System.Text;
using System.Text.Json;
using CsvHelper;

namespace CrowdMind.Server.Csv;

/// <summary>Lays the fields of rows out as columns, in the columns' order; a field that a row lacks is an empty cell.</summary>
internal sealed class FlatRow
{
    private readonly Place _root = new("", -1);
    private readonly CellText _cells;
    private readonly Range[] _found;

    /// <summary>Prepares for columns.</summary>
    /// <param name="columns">Their paths, nested names joined by dots.</param>
    /// <param name="cells">Writes their values.</param>
    public FlatRow(IReadOnlyList<string> columns, CellText cells)
    {
        _cells = cells;
        _found = new Range[columns.Count];
        for (var column = 0; column < columns.Count; column++)
        {
            var names = columns[column].Split('.');
            var place = _root;
            foreach (var name in names[..^1])
                place = place.Inner(name);
            place.Inside.Add(new Place(names[^1], column));
        }
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
            if (inner is { Column: < 0 } && reader.TokenType == JsonTokenType.StartObject)
                Find(ref reader, inner);
            else
                reader.Skip();
            if (inner is { Column: >= 0 })
                _found[inner.Column] = start..(int)reader.BytesConsumed;
        }
    }

    private sealed class Place(string name, int column)
    {
        private readonly byte[] _name = Encoding.UTF8.GetBytes(name);

        /// <summary>The column, or -1 where more names follow.</summary>
        public int Column { get; } = column;

        public List<Place> Inside { get; } = [];

        public Place Inner(string inner)
        {
            var place = Inside.Find(one => one.Column < 0 && one._name.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(inner)));
            if (place is null)
                Inside.Add(place = new Place(inner, -1));
            return place;
        }

        // Rows hold their fields in the columns' order, so the first look mostly finds it.
        public Place? Find(ref Utf8JsonReader reader, ref int expected)
        {
            for (var tried = 0; tried < Inside.Count; tried++)
            {
                var place = Inside[expected];
                expected = (expected + 1) % Inside.Count;
                if (reader.ValueTextEquals(place._name))
                    return place;
            }

            return null;
        }
    }
}
