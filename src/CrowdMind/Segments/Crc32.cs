namespace CrowdMind.Segments;

/// <summary>
/// CRC-32 sums. Two are joined without their texts: that of two texts one after the other comes from the sums of both and the length of the second, by
/// arithmetic on polynomials over GF(2), as in zlib's <c>crc32_combine</c> (Mark Adler).
/// </summary>
internal static partial class Crc32
{
    /// <summary>The polynomial of gzip (RFC 1952, section 8), bits reversed.</summary>
    private const uint Polynomial = 0xEDB88320;

    /// <summary>The polynomial 1.</summary>
    private const uint One = 1u << 31;

    /// <summary>x to the power of 2^k, for each k.</summary>
    private static readonly uint[] Powers = MakePowers();

    /// <summary>The sum of two texts one after the other.</summary>
    /// <param name="first">The first one's.</param>
    /// <param name="second">The second one's.</param>
    /// <param name="secondLength">How many bytes the second has.</param>
    public static uint Combine(uint first, uint second, long secondLength)
    {
        // Behind the first text come eight bits for every byte of the second: times x^(8 n).
        var shift = One;
        for (var (left, k) = (secondLength, 3); left > 0; left >>= 1, k++)
        {
            if ((left & 1) != 0)
                shift = Multiply(Powers[k & 31], shift);
        }

        return Multiply(shift, first) ^ second;
    }

    private static uint Multiply(uint left, uint right)
    {
        var product = 0u;
        for (var bit = One; bit != 0 && left != 0; bit >>= 1)
        {
            if ((left & bit) != 0)
            {
                product ^= right;
                left ^= bit;
            }

            right = (right & 1) != 0 ? (right >> 1) ^ Polynomial : right >> 1;
        }

        return product;
    }

    private static uint[] MakePowers()
    {
        var powers = new uint[32];
        powers[0] = One >> 1;
        for (var k = 1; k < powers.Length; k++)
            powers[k] = Multiply(powers[k - 1], powers[k - 1]);
        return powers;
    }
}
