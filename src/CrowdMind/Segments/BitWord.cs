namespace CrowdMind.Segments;

/// <summary>Some bits of a stream, the first the lowest.</summary>
/// <param name="Bits">The bits; none beyond their number.</param>
/// <param name="Count">How many they are, at most 32.</param>
internal readonly record struct BitWord(uint Bits, int Count)
{
    /// <summary>These bits, and others after them.</summary>
    public BitWord Then(uint bits, int count) => new(Bits | (bits << Count), Count + count);
}
