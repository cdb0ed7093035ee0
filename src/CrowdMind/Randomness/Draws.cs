namespace CrowdMind.Randomness;

/// <summary>
/// One stream of draws: those of one purpose for one row. A value type that is passed by reference; two made alike draw
/// alike.
/// </summary>
/// <param name="seed">Names the whole family of streams.</param>
/// <param name="row">The row, 0 or more.</param>
/// <param name="stream">What the draws are for.</param>
internal struct Draws(ulong seed, long row, uint stream)
{
    private uint _block;
    private int _left;
    private uint _w0, _w1, _w2, _w3;

    /// <summary>The next 32 random bits.</summary>
    public uint UInt32()
    {
        if (_left == 0)
        {
            (_w0, _w1, _w2, _w3) = Philox.Block(((ulong)stream << 32) | _block++, (ulong)row, seed);
            _left = 4;
        }

        return --_left switch { 3 => _w0, 2 => _w1, 1 => _w2, _ => _w3 };
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong UInt64() => ((ulong)UInt32() << 32) | UInt32();

    /// <summary>A number from 0, included, to 1, excluded: a multiple of 2⁻⁵³.</summary>
    public double Unit() => (UInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number between 0 and 1, both excluded: an odd multiple of 2⁻⁵⁴.</summary>
    public double Between() => ((UInt64() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>
    /// A whole number from 0 to below a bound, each equally likely. Lemire: "Fast Random Integer Generation in an Interval",
    /// ACM TOMACS 29 (2019).
    /// </summary>
    /// <param name="bound">1 or more.</param>
    public uint Below(uint bound)
    {
        var product = (ulong)UInt32() * bound;
        if ((uint)product < bound)
        {
            var threshold = (0 - bound) % bound;
            while ((uint)product < threshold)
                product = (ulong)UInt32() * bound;
        }

        return (uint)(product >> 32);
    }

    /// <summary>A whole number from 0 to below a bound of 64 bits, each equally likely.</summary>
    /// <param name="bound">1 or more.</param>
    public ulong Below(ulong bound)
    {
        if (bound <= uint.MaxValue)
            return Below((uint)bound);
        var high = Math.BigMul(UInt64(), bound, out var low);
        if (low < bound)
        {
            var threshold = (0 - bound) % bound;
            while (low < threshold)
                high = Math.BigMul(UInt64(), bound, out low);
        }

        return high;
    }
}
