using CrowdMind.Randomness;

namespace CrowdMind.Tests.Randomness;

/// <summary>The generator is the published one, and every place of a stream can be had alone.</summary>
public sealed class PhiloxTests
{
    // Known answers of the authors' reference implementation (Random123, kat_vectors, philox4x32 with 10 rounds).
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3243f6a88ul, 0x0370734413198a2eul, 0x299f31d0a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Known_answers_are_met(ulong counterLow, ulong counterHigh, ulong key, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), Philox.Block(counterLow, counterHigh, key));

    [Fact]
    public void Streams_made_alike_draw_alike_and_others_do_not()
    {
        Draws one = new(7, 3, 5), same = new(7, 3, 5);
        Draws[] others = [new(8, 3, 5), new(7, 4, 5), new(7, 3, 6)];
        for (var n = 0; n < 100; n++)
        {
            var drawn = one.UInt32();
            Assert.Equal(drawn, same.UInt32());
            for (var i = 0; i < others.Length; i++)
                Assert.NotEqual(drawn, others[i].UInt32());
        }
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    [InlineData(1000u)]
    [InlineData(3_000_000_000u)]
    public void Whole_numbers_below_a_bound_are_equally_likely(uint bound)
    {
        const int Count = 100_000;
        var draws = new Draws(1, 1, 1);
        var sum = 0.0;
        for (var n = 0; n < Count; n++)
        {
            var drawn = draws.Below(bound);
            Assert.InRange(drawn, 0u, bound - 1);
            sum += drawn;
        }

        // Five standard errors of the mean of a uniform distribution.
        Assert.Equal((bound - 1) / 2.0, sum / Count, (5.0 * bound / Math.Sqrt(12.0 * Count)) + 1e-9);
    }

    [Fact]
    public void A_bound_of_64_bits_is_kept()
    {
        const ulong Bound = (1ul << 62) + 12345;
        var draws = new Draws(1, 1, 1);
        var above = 0;
        for (var n = 0; n < 10_000; n++)
        {
            var drawn = draws.Below(Bound);
            Assert.True(drawn < Bound);
            above += drawn > Bound / 2 ? 1 : 0;
        }

        Assert.InRange(above, 4750, 5250);
    }

    [Fact]
    public void Fractions_lie_between_0_and_1()
    {
        var draws = new Draws(2, 2, 2);
        for (var n = 0; n < 100_000; n++)
        {
            Assert.InRange(draws.Unit(), 0, 0.9999999999999999);
            Assert.InRange(draws.Between(), double.Epsilon, 0.9999999999999999);
        }
    }
}
