using System.Globalization;
using System.Text;
using System.Text.Json;
using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>One of several values.</summary>
internal sealed class ChoiceWriter : ValueWriter
{
    private readonly byte[][] _values;
    private readonly double[] _numbers;
    private readonly Weights _weights;
    private readonly bool _isText;

    public ChoiceWriter(FieldType type, FieldGenerator.Categorical categorical)
    {
        _isText = type == FieldType.String;
        _weights = new Weights(categorical.Weights);
        _values = [.. categorical.Values.Select(Rewrite)];
        _numbers = [.. categorical.Values.Select(value => Number(type, value))];
    }

    public override bool KnowsLikelihood => true;

    public override void Write(ref Draws draws, Row row, int column)
    {
        var choice = _weights.Draw(ref draws);
        var start = row.Out.Length;
        row.Out.Put(_values[choice]);
        if (_isText)
        {
            row.SetText(column, start);
            return;
        }

        row.SetNumber(column, _numbers[choice], start);
        if (column >= 0)
            row.Profile?.AddValue(column, _values[choice]);
    }

    public override double LogLikelihood(Row row, int column)
    {
        var (start, length) = row.Texts[column];
        var json = _isText ? row.Out.Slice(start - 1, length + 2) : row.Out.Slice(start, length);
        var share = 0.0;
        for (var i = 0; i < _values.Length; i++)
        {
            if (json.SequenceEqual(_values[i]))
                share += _weights.Shares[i];
        }

        return share > 0 ? ExactMath.Log(share) : double.NegativeInfinity;
    }

    // Texts are escaped as all texts of a row are, however they were spelt in the schema.
    private byte[] Rewrite(byte[] json) =>
        _isText ? [(byte)'"', .. Vocabulary.Escape(Encoding.UTF8.GetString(Unescape(json))), (byte)'"'] : json;

    private static byte[] Unescape(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var text = new byte[json.Length];
        return text[..reader.CopyString(text)];
    }

    private static double Number(FieldType type, byte[] json) => type switch
    {
        FieldType.Boolean => json[0] == (byte)'t' ? 1 : 0,
        FieldType.Number or FieldType.Integer => double.Parse(Encoding.ASCII.GetString(json), CultureInfo.InvariantCulture),
        FieldType.String => double.NaN,
        _ => Moments.Parse(type, Encoding.UTF8.GetString(Unescape(json))) ?? double.NaN,
    };
}
