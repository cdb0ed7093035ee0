using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>One feature of a short form.</summary>
/// <param name="feature">Which.</param>
/// <param name="space">How the classes lie.</param>
/// <param name="ofClass">The class whose rows it makes.</param>
internal sealed class FeatureWriter(FieldGenerator.Feature feature, ClassSpace space, int ofClass)
    : NumberWriter(FieldType.Number, feature.Shape)
{
    public override bool KnowsLikelihood => true;

    protected override bool IsDrawnAgain => false;

    /// <summary>Redundant features follow from the informative ones, and noise is the same for all classes.</summary>
    public override double LogLikelihood(Row row, int column)
    {
        if (!space.IsInformative(feature.Number))
            return 0;
        var distance = row.Numbers[column] - space.Center(ofClass, feature.Number);
        return -0.5 * distance * distance;
    }

    protected override double Draw(ref Draws draws, Row row)
    {
        if (space.IsInformative(feature.Number))
            return row.Informative[feature.Number] = space.Center(ofClass, feature.Number) + Normal.Draw(ref draws);
        return space.IsRedundant(feature.Number) ? space.Combine(feature.Number, row.Informative) : Normal.Draw(ref draws);
    }
}
