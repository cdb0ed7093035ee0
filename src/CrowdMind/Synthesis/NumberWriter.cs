using System.Buffers.Text;
using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Makes numbers, and what is kept as a number: dates, times, moments.</summary>
/// <param name="type">The field's type.</param>
/// <param name="shape">How a number is cut to fit.</param>
internal abstract class NumberWriter(FieldType type, NumberShape shape) : ValueWriter
{
    // How often a number outside the bounds is drawn again before it is put on the bound.
    private const int Tries = 64;

    // The greatest number up to which a double holds all whole ones.
    private const double Exact = 1L << 53;

    private static readonly double[] Powers = [.. Enumerable.Range(0, 13).Select(digits => double.Parse($"1e{digits}", System.Globalization.CultureInfo.InvariantCulture))];

    private readonly double _scale = Powers[shape.Decimals];
    private readonly bool _isMoment = Moments.Are(type);

    /// <summary>Draws a number; not a number where there is none.</summary>
    protected abstract double Draw(ref Draws draws, Row row);

    public override void Write(ref Draws draws, Row row, int column)
    {
        var value = Draw(ref draws, row);
        for (var tries = 1; tries < Tries && (value < shape.Minimum || value > shape.Maximum) && IsDrawnAgain; tries++)
            value = Draw(ref draws, row);
        if (!double.IsFinite(value))
        {
            row.SetNull(column);
            return;
        }

        var start = row.Out.Length;
        value = Put(row.Out, value);
        row.SetNumber(column, value, start);
    }

    /// <summary>Whether another draw may give another value.</summary>
    protected virtual bool IsDrawnAgain => true;

    /// <summary>Writes the number, rounded to its digits and within its bounds.</summary>
    /// <returns>What was written.</returns>
    private double Put(RowBuffer output, double value)
    {
        var scaled = Math.Round(value * _scale);
        if (scaled > shape.Maximum * _scale)
            scaled = Math.Floor(shape.Maximum * _scale);
        if (scaled < shape.Minimum * _scale)
            scaled = Math.Ceiling(shape.Minimum * _scale);
        if (_isMoment)
            return PutMoment(output, scaled);
        if (Math.Abs(scaled) < Exact)
            return PutFixed(output, (long)scaled);
        value = shape.Decimals == 0 ? Math.Clamp(scaled, -Exact, Exact) : value;
        if (shape.Decimals == 0)
        {
            output.Put((long)value);
            return value;
        }

        Utf8Formatter.TryFormat(value, output.Room(40), out var written);
        output.Advance(written);
        return value;
    }

    private double PutMoment(RowBuffer output, double value)
    {
        var room = output.Room(40);
        room[0] = (byte)'"';
        var length = Moments.Write(type, value, room[1..]);
        room[length + 1] = (byte)'"';
        output.Advance(length + 2);
        return value;
    }

    /// <summary>Digits, point and digits, without zeros at the end.</summary>
    private double PutFixed(RowBuffer output, long scaled)
    {
        var value = scaled / _scale;
        var (whole, fraction) = Math.DivRem(Math.Abs(scaled), (long)_scale);
        if (scaled < 0)
            output.Put((byte)'-');
        output.Put(whole);
        if (fraction == 0)
            return value;
        var digits = shape.Decimals;
        while (fraction % 10 == 0)
            (fraction, digits) = (fraction / 10, digits - 1);
        var room = output.Room(digits + 1);
        room[0] = (byte)'.';
        for (var i = digits; i > 0; i--)
            (fraction, room[i]) = (fraction / 10, (byte)('0' + (fraction % 10)));
        output.Advance(digits + 1);
        return value;
    }
}
