using CrowdMind.Randomness;

namespace CrowdMind.Tests.Randomness;

/// <summary>Our own functions are as good as the library's, and give the same bits everywhere.</summary>
public sealed class ExactMathTests
{
    private const double Close = 4e-16;

    [Fact]
    public void Logarithms_are_right_to_the_last_digits()
    {
        var draws = new Draws(1, 0, 0);
        for (var n = 0; n < 100_000; n++)
        {
            var x = BitConverter.UInt64BitsToDouble(draws.UInt64() & 0x7FEF_FFFF_FFFF_FFFF);
            if (x > 0)
                AssertClose(Math.Log(x), ExactMath.Log(x), x);
        }

        Assert.Equal(0, ExactMath.Log(1));
        AssertClose(Math.Log(double.Epsilon), ExactMath.Log(double.Epsilon), double.Epsilon);
        AssertClose(Math.Log(double.MaxValue), ExactMath.Log(double.MaxValue), double.MaxValue);
    }

    [Fact]
    public void Exponentials_are_right_to_the_last_digits()
    {
        var draws = new Draws(2, 0, 0);
        for (var n = 0; n < 100_000; n++)
        {
            var x = (draws.Unit() * 1400) - 700;
            AssertClose(Math.Exp(x), ExactMath.Exp(x), x);
        }

        Assert.Equal(1, ExactMath.Exp(0));
        Assert.Equal(double.PositiveInfinity, ExactMath.Exp(1000));
        Assert.Equal(0, ExactMath.Exp(-1000));
    }

    // The bits themselves: on a machine where they differ, datasets would differ.
    [Theory]
    [InlineData(2.0, 0x3FE62E42FEFA39EFul)]
    [InlineData(10.0, 0x40026BB1BBB55516ul)]
    public void Logarithms_have_these_bits(double x, ulong bits) => Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(ExactMath.Log(x)));

    // Abramowitz and Stegun, table 26.5, and the far tail after Wichura's paper.
    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.025, -1.959963984540054)]
    [InlineData(0.25, -0.6744897501960817)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(1e-20, -9.262340089798408)]
    public void Normal_quantiles_are_those_of_the_tables(double share, double quantile) =>
        Assert.Equal(quantile, Normal.Quantile(share), 1e-14);

    [Fact]
    public void Normal_draws_have_the_moments_of_the_distribution()
    {
        var stats = Draw((ref Draws draws) => Normal.Draw(ref draws));
        Assert.Equal(0, stats.Mean, 0.01);
        Assert.Equal(1, stats.Stddev, 0.01);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(4)]
    [InlineData(9.99)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Poisson_draws_have_mean_and_variance_alike(double mean)
    {
        var poisson = new Poisson(mean);
        var stats = Draw((ref Draws draws) => poisson.Draw(ref draws));
        Assert.Equal(mean, stats.Mean, 5 * Math.Sqrt(mean / 200_000));
        Assert.Equal(mean, stats.Stddev * stats.Stddev, mean * 0.03);
    }

    [Fact]
    public void The_chances_of_a_poisson_distribution_add_up_to_1()
    {
        var poisson = new Poisson(20);
        Assert.Equal(1, Enumerable.Range(0, 200).Sum(count => Math.Exp(poisson.LogChance(count))), 1e-9);
    }

    [Fact]
    public void Choices_come_as_often_as_they_weigh()
    {
        var weights = new Weights([1, 0, 3, 6]);
        var counts = new int[4];
        var draws = new Draws(5, 0, 0);
        for (var n = 0; n < 100_000; n++)
            counts[weights.Draw(ref draws)]++;
        Assert.Equal(0, counts[1]);
        Assert.Equal(0.1, counts[0] / 100_000.0, 0.005);
        Assert.Equal(0.3, counts[2] / 100_000.0, 0.008);
        Assert.Equal(0.6, counts[3] / 100_000.0, 0.008);
    }

    private delegate double Drawing(ref Draws draws);

    private static CrowdMind.Profiles.NumberStats Draw(Drawing drawing)
    {
        var draws = new Draws(11, 0, 0);
        var stats = default(CrowdMind.Profiles.NumberStats);
        for (var n = 0; n < 200_000; n++)
            stats.Add(drawing(ref draws));
        return stats;
    }

    private static void AssertClose(double expected, double actual, double x) =>
        Assert.True(Math.Abs(expected - actual) <= Close * Math.Abs(expected), $"of {x:R} came {actual:R}, not {expected:R}");
}
