namespace CrowdMind.Server.Tests.Hostile;

/// <summary>Payloads of an exact weight.</summary>
internal static class Payloads
{
    /// <summary>What MAX_REACTION_KB allows when nobody says otherwise.</summary>
    public const int Limit = 256 * 1024;

    /// <summary>A JSON object of exactly so many bytes.</summary>
    public static string OfBytes(int bytes) => $"{{\"x\":\"{new string('x', bytes - 8)}\"}}";
}
