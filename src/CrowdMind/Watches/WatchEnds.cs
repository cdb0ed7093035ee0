namespace CrowdMind.Watches;

/// <summary>The words of <see cref="WatchEnd"/> that all transports share; its numbers are the close codes.</summary>
public static class WatchEnds
{
    /// <summary>The reason in words, short enough for a close frame (123 bytes).</summary>
    public static string Reason(this WatchEnd end) => end switch
    {
        WatchEnd.Draining => "the server is stopping; reconnect",
        WatchEnd.Unauthorized => "the credential has ended; reconnect with another",
        _ => "the agent was deleted",
    };
}
