using System.Globalization;

namespace CrowdMind.TestKit;

/// <summary>Chance that can be had again: the seed is taken from SEED, or drawn and printed.</summary>
public static class Seed
{
    /// <summary>The seed of this run; give it to every generator, offset as you like.</summary>
    public static int Draw(Action<string> print)
    {
        string? given = Environment.GetEnvironmentVariable("SEED");
        int seed = given is null ? Random.Shared.Next(1, 1_000_000) : int.Parse(given, CultureInfo.InvariantCulture);
        print($"SEED={seed}");
        return seed;
    }
}
