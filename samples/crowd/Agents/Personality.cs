using System.Text.Json.Serialization;

namespace Crowd.Agents;

/// <summary>What makes one agent's mood its own; sent to the server as the agent's traits.</summary>
internal sealed record Personality(
    [property: JsonPropertyName("temper")] double Temper,
    [property: JsonPropertyName("sociability")] double Sociability,
    [property: JsonPropertyName("volatility")] double Volatility)
{
    /// <summary>
    /// Temper, the mood it returns to, from -0.6 to 0.6; how far others move it; how much it wavers by itself.
    /// </summary>
    public static Personality Draw(Random chance) => new(
        Math.Round((chance.NextDouble() * 1.2) - 0.6, 3),
        Math.Round(chance.NextDouble(), 3),
        Math.Round(0.02 + (chance.NextDouble() * 0.18), 3));
}
