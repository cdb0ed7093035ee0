using CrowdMind.Randomness;

namespace CrowdMind.Demo;

/// <summary>What happens on the pitch, and how long the crowd feels it.</summary>
internal sealed class Match
{
    private const double SecondsBetweenHappenings = 20;
    private const double FadesInSeconds = 9;
    private const double CalmRate = 3;
    private const double ExcitedRate = 14;

    /// <summary>A goal, a goal of the others, a chance, a foul, a song from the stands.</summary>
    private static readonly double[] Happenings = [1, -1, 0.5, -0.5, 0.3];

    /// <summary>From -1, good for the guests, to 1, good for the home side.</summary>
    public double Feeling { get; private set; }

    /// <summary>Reactions a second, of the whole crowd: whoever is moved says so.</summary>
    public double Rate => CalmRate + ((ExcitedRate - CalmRate) * Math.Abs(Feeling));

    /// <summary>Lets some time pass.</summary>
    public void Passes(double seconds, ref Draws draws)
    {
        Feeling *= Math.Exp(-seconds / FadesInSeconds);
        if (draws.Unit() < seconds / SecondsBetweenHappenings)
            Feeling = Math.Clamp(Feeling + Happenings[draws.Below((uint)Happenings.Length)], -1, 1);
    }
}
