using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Writes one field of an object: its name, and a value or null.</summary>
internal sealed class FieldWriter
{
    private readonly byte[] _name;
    private readonly ValueWriter[] _writers;
    private readonly double[] _nullRates;
    private readonly uint _stream;

    /// <summary>Prepares the field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="stream">Its stream of draws.</param>
    /// <param name="writers">Makes its values, for each label.</param>
    public FieldWriter(Field field, uint stream, IReadOnlyList<ValueWriter> writers)
    {
        Field = field;
        _stream = stream;
        _name = [(byte)'"', .. Vocabulary.Escape(field.Name), .. "\":"u8];
        _writers = [.. writers];
        _nullRates = [.. field.Recipes.Select(recipe => recipe.NullRate)];
    }

    public Field Field { get; }

    /// <summary>Whether its values tell labels apart, and whether it is known how.</summary>
    public (bool Differs, bool Known) Tells
    {
        get
        {
            var differs = _writers.Distinct().Count() > 1 || _nullRates.Distinct().Count() > 1;
            return (differs, differs && Field.Column >= 0 && _writers.All(writer => writer.KnowsLikelihood));
        }
    }

    /// <summary>Writes name and value, from the field's own stream.</summary>
    public void WriteMember(Row row)
    {
        var draws = new Draws(row.Seed, row.Index, _stream);
        WriteMember(ref draws, row);
    }

    /// <summary>Writes name and value, from a stream that others draw from too.</summary>
    public void WriteMember(ref Draws draws, Row row)
    {
        row.Out.Put(_name);
        Write(ref draws, row);
    }

    /// <summary>Writes the value alone, from a stream that others draw from too.</summary>
    public void Write(ref Draws draws, Row row)
    {
        if (_nullRates[row.Class] is var rate and > 0 && draws.Unit() < rate)
            row.SetNull(Field.Column);
        else
            _writers[row.Class].Write(ref draws, row, Field.Column);
    }

    /// <summary>The logarithm of how likely a row of a class holds what this row holds, up to a constant.</summary>
    public double LogLikelihood(Row row, int ofClass)
    {
        var isNull = double.IsNaN(row.Numbers[Field.Column]) && row.Texts[Field.Column] == default;
        var chance = isNull ? _nullRates[ofClass] : 1 - _nullRates[ofClass];
        if (chance <= 0)
            return double.NegativeInfinity;
        return ExactMath.Log(chance) + (isNull ? 0 : _writers[ofClass].LogLikelihood(row, Field.Column));
    }
}
