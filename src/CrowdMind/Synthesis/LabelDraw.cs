using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Draws the label of each row.</summary>
internal sealed class LabelDraw(DatasetSchema schema, ulong seed)
{
    private readonly Weights _weights = new(schema.LabelWeights);
    private readonly double _flipped = schema.Classes?.FlippedShare ?? 0;

    /// <summary>How many labels there are.</summary>
    public int Count => schema.Labels.Count;

    /// <summary>The class that a row's features are drawn for, and its label, which a flipped row draws anew.</summary>
    public (int Class, int Label) Of(long row)
    {
        var draws = new Draws(seed, row, Streams.Label);
        var drawn = _weights.Draw(ref draws);
        return _flipped > 0 && draws.Unit() < _flipped ? (drawn, (int)draws.Below((uint)Count)) : (drawn, drawn);
    }

    /// <summary>How likely a row of a class has a label.</summary>
    public double Chance(int drawnClass, int label) => (drawnClass == label ? 1 - _flipped : 0) + (_flipped / Count);

    /// <summary>The share of a class.</summary>
    public double Share(int drawnClass) => _weights.Shares[drawnClass];
}
