using System.Diagnostics;

namespace CrowdMind;

/// <summary>What the rooms are watched by: the base library's instruments, which cost next to nothing while nobody listens.</summary>
public static class Instruments
{
    /// <summary>The name of the one meter and the one source of activities.</summary>
    public const string Name = "CrowdMind";

    /// <summary>Bounds of the histograms in seconds, from 1 ms.</summary>
    public static readonly IReadOnlyList<double> Seconds =
        [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

    /// <summary>Where activities begin.</summary>
    public static readonly ActivitySource Activities = new(Name);
}
