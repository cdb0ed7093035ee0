namespace CrowdMind.Randomness;

/// <summary>
/// Logarithm and exponential that give the same bits on every machine: built from additions, multiplications, divisions and
/// bit operations alone, which IEEE 754 defines exactly, where a processor's or C library's own differ in the last place.
/// The reductions and coefficients are those of fdlibm (Sun Microsystems, 1993: e_log.c, e_exp.c); the error is below one unit
/// in the last place.
/// </summary>
internal static class ExactMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700e+00;
    private const double Overflow = 7.09782712893383973096e+02;
    private const double Underflow = -7.45133219101941108420e+02;
    private const double HalfLn2Pi = 0.91893853320467274178;

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Above 0 and finite.</param>
    public static double Log(double x)
    {
        var exponent = 0;
        if (x < 2.2250738585072014e-308)
            (x, exponent) = (x * (1L << 54), -54);
        var bits = BitConverter.DoubleToUInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        var mantissa = bits & 0x000F_FFFF_FFFF_FFFF;

        // Brings the mantissa between the roots of 1/2 and 2.
        var above = mantissa >= 0x0006_A09E_667F_3BCD;
        exponent += above ? 1 : 0;
        var f = BitConverter.UInt64BitsToDouble(mantissa | (above ? 0x3FE0_0000_0000_0000UL : 0x3FF0_0000_0000_0000UL)) - 1.0;
        var s = f / (2.0 + f);
        var z = s * s;
        var w = z * z;
        var even = w * (3.999999999940941908e-01 + (w * (2.222219843214978396e-01 + (w * 1.531383769920937332e-01))));
        var odd = z * (6.666666666666735130e-01 + (w * (2.857142874366239149e-01
            + (w * (1.818357216161805012e-01 + (w * 1.479819860511658591e-01))))));
        var half = 0.5 * f * f;
        return (exponent * Ln2High) - ((half - ((s * (half + even + odd)) + (exponent * Ln2Low))) - f);
    }

    /// <summary>The exponential; 0 or infinity where a double ends.</summary>
    public static double Exp(double x)
    {
        if (x > Overflow)
            return double.PositiveInfinity;
        if (x < Underflow)
            return 0;
        var k = (int)((InverseLn2 * x) + (x < 0 ? -0.5 : 0.5));
        var high = x - (k * Ln2High);
        var low = k * Ln2Low;
        var r = high - low;
        var t = r * r;
        var c = r - (t * (1.66666666666666019037e-01 + (t * (-2.77777777770155933842e-03
            + (t * (6.61375632143793436117e-05 + (t * (-1.65339022054652515390e-06 + (t * 4.13813679705723846039e-08)))))))));
        return Math.ScaleB(1.0 - ((low - (r * c / (2.0 - c))) - high), k);
    }

    /// <summary>The logarithm of a factorial, by Stirling's series (Abramowitz and Stegun, 6.1.41).</summary>
    /// <param name="n">0 or more.</param>
    public static double LogFactorial(double n)
    {
        if (n < 10)
        {
            double product = 1;
            for (var k = 2; k <= n; k++)
                product *= k;
            return Log(product);
        }

        var x = n + 1;
        var inverse = 1 / (x * x);
        var series = ((((((-1.0 / 1680 * inverse) + (1.0 / 1260)) * inverse) - (1.0 / 360)) * inverse) + (1.0 / 12)) / x;
        return ((x - 0.5) * Log(x)) - x + HalfLn2Pi + series;
    }
}
