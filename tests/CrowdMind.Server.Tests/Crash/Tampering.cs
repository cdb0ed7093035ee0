namespace CrowdMind.Server.Tests.Crash;

/// <summary>What a bad network, or a bad server, does to one event on its way to a subscriber.</summary>
public enum Tampering
{
    /// <summary>It never comes.</summary>
    Drop,

    /// <summary>It comes twice.</summary>
    Repeat,

    /// <summary>It comes after its successor.</summary>
    Swap,

    /// <summary>One of its bytes is another.</summary>
    Change,
}
