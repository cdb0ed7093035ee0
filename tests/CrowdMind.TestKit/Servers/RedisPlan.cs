namespace CrowdMind.TestKit.Servers;

/// <summary>What a Redis server of a test is like.</summary>
public sealed record RedisPlan
{
    /// <summary>The password of its default user.</summary>
    public string? Password { get; init; }

    /// <summary>Whether it has a second port, with encryption.</summary>
    public bool Tls { get; init; }

    /// <summary>The port of the server whose replica it is.</summary>
    public int? ReplicaOf { get; init; }

    /// <summary>More of Redis's own options.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}
