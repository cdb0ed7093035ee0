namespace CrowdMind.Benchmarks.Load;

/// <summary>The one reaction that every measurement uses; as an event on the wire it takes about 400 bytes.</summary>
internal static class Reaction
{
    public const string Payload =
        $$"""{"sent_at":"{{Stamp.Blank}}","mood":"curious","energy":0.73,"near":[3,17],"note":"moves towards the light"}""";
}
