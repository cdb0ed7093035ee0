using CrowdMind.Randomness;
using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>
/// Where the classes of a short form stand: each at a corner of a hypercube with sides of twice the separation, the corners
/// as far from one another as they can be chosen one by one. Depends on the schema alone, so that rows of every seed follow
/// the same classes.
/// </summary>
internal sealed class ClassSpace
{
    // Corners that are compared when the next is chosen: all of them, up to ten dimensions.
    private const int MostCorners = 1024;

    private const ulong DesignSeed = 0x43726F77644D696E;

    private readonly ClassDesign _design;
    private readonly double[][] _combinations;
    private readonly uint[] _corners;

    public ClassSpace(ClassDesign design, int classes)
    {
        _design = design;
        _corners = Corners(design.Informative, classes);
        _combinations = [.. Enumerable.Range(0, design.Redundant).Select(Combination)];
    }

    public bool IsInformative(int feature) => feature < _design.Informative;

    public bool IsRedundant(int feature) => feature < _design.Informative + _design.Redundant;

    /// <summary>The mean of an informative feature for a class.</summary>
    public double Center(int ofClass, int feature) =>
        feature < 32 && ((_corners[ofClass] >> feature) & 1) != 0 ? _design.Separation : -_design.Separation;

    /// <summary>A redundant feature.</summary>
    public double Combine(int feature, double[] informative)
    {
        var sum = 0.0;
        var weights = _combinations[feature - _design.Informative];
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * informative[i];
        return sum;
    }

    private double[] Combination(int number)
    {
        var draws = new Draws(DesignSeed, number, Streams.Design);
        var weights = new double[_design.Informative];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (2 * draws.Unit()) - 1;
        return weights;
    }

    private static uint[] Corners(int dimensions, int classes)
    {
        var candidates = (uint)Math.Min(1L << Math.Min(dimensions, 31), Math.Max(MostCorners, classes));
        var chosen = new List<uint> { 0 };
        while (chosen.Count < classes)
        {
            var (best, distance) = (0u, -1);
            for (var corner = 0u; corner < candidates; corner++)
            {
                var nearest = chosen.Min(other => System.Numerics.BitOperations.PopCount(other ^ corner));
                if (nearest > distance)
                    (best, distance) = (corner, nearest);
            }

            chosen.Add(best);
        }

        return [.. chosen];
    }
}
