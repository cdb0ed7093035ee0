using System.Net;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>Where Redis is and how to sign in, as the operator wrote it.</summary>
internal sealed record RedisOptions
{
    /// <summary>The servers of <c>REDIS_URL</c>; the one that is master is used.</summary>
    public required IReadOnlyList<DnsEndPoint> Servers { get; init; }

    /// <summary>The password of Redis's default user, if it has one.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool UseTls { get; init; }

    /// <summary>The name that the server's certificate must bear; null for the name it is reached by.</summary>
    public string? TlsHost { get; init; }

    /// <summary><c>REDIS_PREFIX</c>: what the names of all channels begin with.</summary>
    public required string Prefix { get; init; }

    /// <summary><c>REDIS_URL</c> for people: without the password.</summary>
    public required string Shown { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Shown;
}
