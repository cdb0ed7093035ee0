namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Ways to choose.</summary>
internal static class Chance
{
    /// <summary>One of some.</summary>
    public static T Of<T>(this Random chance, params IReadOnlyList<T> choices) => choices[chance.Next(choices.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool OnceIn(this Random chance, int times) => chance.Next(times) == 0;
}
