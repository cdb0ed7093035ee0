namespace CrowdMind.Randomness;

/// <summary>The Poisson distribution.</summary>
/// <param name="mean">Above 0.</param>
internal sealed class Poisson(double mean)
{
    private const double Few = 10;

    private readonly double _zero = ExactMath.Exp(-mean);
    private readonly double _logMean = ExactMath.Log(mean);
    private readonly double _b = 0.931 + (2.53 * Math.Sqrt(mean));

    /// <summary>
    /// A draw: by multiplying uniform numbers where few are expected (Knuth, TAOCP 2, 3.4.1), else by transformed rejection,
    /// Hörmann's PTRS ("The transformed rejection method for generating Poisson random variables", 1993).
    /// </summary>
    public double Draw(ref Draws draws) => mean < Few ? DrawFew(ref draws) : DrawMany(ref draws);

    /// <summary>The logarithm of the chance of a count.</summary>
    public double LogChance(double count) => (count * _logMean) - mean - ExactMath.LogFactorial(count);

    private double DrawFew(ref Draws draws)
    {
        var product = draws.Between();
        var count = 0;
        while (product > _zero)
        {
            product *= draws.Between();
            count++;
        }

        return count;
    }

    private double DrawMany(ref Draws draws)
    {
        var a = -0.059 + (0.02483 * _b);
        var inverseAlpha = 1.1239 + (1.1328 / (_b - 3.4));
        var quick = 0.9277 - (3.6224 / (_b - 2));
        while (true)
        {
            var u = draws.Between() - 0.5;
            var v = draws.Between();
            var s = 0.5 - Math.Abs(u);
            var count = Math.Floor((((2 * a / s) + _b) * u) + mean + 0.43);
            if (s >= 0.07 && v <= quick)
                return count;
            if (count < 0 || (s < 0.013 && v > s))
                continue;
            var bound = ExactMath.Log(v) + ExactMath.Log(inverseAlpha) - ExactMath.Log((a / (s * s)) + _b);
            if (bound <= LogChance(count))
                return count;
        }
    }
}
