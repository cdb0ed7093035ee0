using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Every value of a range is equally likely; whole numbers at both ends included.</summary>
internal sealed class UniformWriter(FieldType type, FieldGenerator.Uniform uniform) : NumberWriter(type, uniform.Shape)
{
    private readonly bool _whole = uniform.Shape.Decimals == 0;
    private readonly double _first = Math.Ceiling(uniform.Min);
    private readonly ulong _count = (ulong)(Math.Floor(uniform.Max) - Math.Ceiling(uniform.Min)) + 1;

    public override bool KnowsLikelihood => true;

    public override double LogLikelihood(Row row, int column)
    {
        var value = row.Numbers[column];
        if (value < uniform.Min || value > uniform.Max)
            return double.NegativeInfinity;
        var choices = _whole ? _count : uniform.Max - uniform.Min;
        return choices > 0 ? -ExactMath.Log(choices) : 0;
    }

    protected override double Draw(ref Draws draws, Row row) =>
        _whole ? _first + draws.Below(_count) : uniform.Min + (draws.Unit() * (uniform.Max - uniform.Min));
}

/// <summary>The normal distribution.</summary>
internal sealed class NormalWriter(FieldType type, FieldGenerator.Normal normal) : NumberWriter(type, normal.Shape)
{
    public override bool KnowsLikelihood => normal.Stddev > 0;

    public override double LogLikelihood(Row row, int column)
    {
        var distance = (row.Numbers[column] - normal.Mean) / normal.Stddev;
        return (-0.5 * distance * distance) - ExactMath.Log(normal.Stddev);
    }

    protected override double Draw(ref Draws draws, Row row) => normal.Mean + (normal.Stddev * Normal.Draw(ref draws));
}

/// <summary>The exponential of a normal distribution.</summary>
internal sealed class LogNormalWriter(FieldType type, FieldGenerator.LogNormal logNormal) : NumberWriter(type, logNormal.Shape)
{
    public override bool KnowsLikelihood => logNormal.Sigma > 0;

    public override double LogLikelihood(Row row, int column)
    {
        var value = row.Numbers[column];
        if (value <= 0)
            return double.NegativeInfinity;
        var distance = (ExactMath.Log(value) - logNormal.Mu) / logNormal.Sigma;
        return (-0.5 * distance * distance) - ExactMath.Log(logNormal.Sigma);
    }

    protected override double Draw(ref Draws draws, Row row) =>
        ExactMath.Exp(logNormal.Mu + (logNormal.Sigma * Normal.Draw(ref draws)));
}

/// <summary>The time between events that come at a rate.</summary>
internal sealed class ExponentialWriter(FieldType type, FieldGenerator.Exponential exponential)
    : NumberWriter(type, exponential.Shape)
{
    public override bool KnowsLikelihood => true;

    public override double LogLikelihood(Row row, int column) => row.Numbers[column] < 0
        ? double.NegativeInfinity
        : ExactMath.Log(exponential.Rate) - (exponential.Rate * row.Numbers[column]);

    protected override double Draw(ref Draws draws, Row row) => -ExactMath.Log(draws.Between()) / exponential.Rate;
}

/// <summary>The count of events of which so many are expected.</summary>
internal sealed class PoissonWriter(FieldType type, FieldGenerator.Poisson poisson) : NumberWriter(type, poisson.Shape)
{
    private readonly Poisson _poisson = new(poisson.Mean);

    public override bool KnowsLikelihood => true;

    public override double LogLikelihood(Row row, int column) => _poisson.LogChance(row.Numbers[column]);

    protected override double Draw(ref Draws draws, Row row) => _poisson.Draw(ref draws);
}

/// <summary>A value that grows by a step from row to row.</summary>
internal sealed class SequenceWriter(FieldType type, FieldGenerator.Sequence sequence) : NumberWriter(type, sequence.Shape)
{
    protected override bool IsDrawnAgain => false;

    protected override double Draw(ref Draws draws, Row row) => sequence.Start + (sequence.Step * row.Index);
}

/// <summary>A number computed from the columns before.</summary>
internal sealed class ComputedWriter(FieldType type, FieldGenerator.Computed computed) : NumberWriter(type, computed.Shape)
{
    protected override bool IsDrawnAgain => false;

    protected override double Draw(ref Draws draws, Row row) => computed.Expression.Evaluate(row.Numbers);
}
