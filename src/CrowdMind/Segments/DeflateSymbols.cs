using System.Numerics;

namespace CrowdMind.Segments;

/// <summary>The symbols that stand for lengths and distances of copies, and the bits that follow them (RFC 1951, section 3.2.5).</summary>
internal static class DeflateSymbols
{
    private const int FirstLength = 257;
    private const int Longest = 258;
    private const int LastLength = 285;

    /// <summary>A length of 3 to 258.</summary>
    public static (int Symbol, int ExtraBits, uint Extra) OfLength(int length)
    {
        if (length == Longest)
            return (LastLength, 0, 0);

        // Four symbols for each doubling, the first eight without more bits.
        var value = (uint)(length - 3);
        var bits = Math.Max(0, BitOperations.Log2(value | 1) - 2);
        return (FirstLength + (4 * bits) + (int)(value >> bits), bits, value & ((1u << bits) - 1));
    }

    /// <summary>A distance of 1 to 32,768.</summary>
    public static (int Symbol, int ExtraBits, uint Extra) OfDistance(int distance)
    {
        // Two symbols for each doubling, the first four without more bits.
        var value = (uint)(distance - 1);
        var bits = Math.Max(0, BitOperations.Log2(value | 1) - 1);
        return ((2 * bits) + (int)(value >> bits), bits, value & ((1u << bits) - 1));
    }
}
