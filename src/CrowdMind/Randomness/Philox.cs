namespace CrowdMind.Randomness;

/// <summary>
/// Philox4x32-10, a counter-based generator: a block of random words is a pure function of a counter and a key, so any
/// place of a stream can be had without the ones before it, on any machine. Salmon, Moraes, Dror, Shaw: "Parallel Random
/// Numbers: As Easy as 1, 2, 3", SC'11.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The block of four words at a counter.</summary>
    /// <param name="counterLow">The counter's low 64 bits.</param>
    /// <param name="counterHigh">The counter's high 64 bits.</param>
    /// <param name="key">The key.</param>
    public static (uint W0, uint W1, uint W2, uint W3) Block(ulong counterLow, ulong counterHigh, ulong key)
    {
        uint c0 = (uint)counterLow, c1 = (uint)(counterLow >> 32), c2 = (uint)counterHigh, c3 = (uint)(counterHigh >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = (
                (uint)(product1 >> 32) ^ c1 ^ k0,
                (uint)product1,
                (uint)(product0 >> 32) ^ c3 ^ k1,
                (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }
}
