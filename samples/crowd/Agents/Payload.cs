using System.Text.Json.Serialization;

namespace Crowd.Agents;

/// <summary>What this crowd's agents report.</summary>
internal sealed record Payload(
    [property: JsonPropertyName("mood")] double Mood,
    [property: JsonPropertyName("word")] string Word,
    [property: JsonPropertyName("count")] int Count);
