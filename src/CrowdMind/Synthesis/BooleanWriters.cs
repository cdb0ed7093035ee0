using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Makes true and false.</summary>
internal abstract class BooleanWriter : ValueWriter
{
    public override void Write(ref Draws draws, Row row, int column)
    {
        if (Draw(ref draws, row) is not { } value)
        {
            row.SetNull(column);
            return;
        }

        var start = row.Out.Length;
        row.Out.Put(value ? "true"u8 : "false"u8);
        row.SetNumber(column, value ? 1 : 0, start);
        if (column >= 0)
            row.Profile?.AddValue(column, value ? "true"u8 : "false"u8);
    }

    protected abstract bool? Draw(ref Draws draws, Row row);
}

/// <summary>True with a probability.</summary>
internal sealed class BernoulliWriter(FieldGenerator.Bernoulli bernoulli) : BooleanWriter
{
    public override bool KnowsLikelihood => true;

    public override double LogLikelihood(Row row, int column)
    {
        var chance = row.Numbers[column] == 1 ? bernoulli.Probability : 1 - bernoulli.Probability;
        return chance > 0 ? ExactMath.Log(chance) : double.NegativeInfinity;
    }

    protected override bool? Draw(ref Draws draws, Row row) => draws.Unit() < bernoulli.Probability;
}

/// <summary>True where an expression over the columns before is not 0.</summary>
internal sealed class ConditionWriter(FieldGenerator.Computed computed) : BooleanWriter
{
    protected override bool? Draw(ref Draws draws, Row row)
    {
        var value = computed.Expression.Evaluate(row.Numbers);
        return double.IsNaN(value) ? null : value != 0;
    }
}
