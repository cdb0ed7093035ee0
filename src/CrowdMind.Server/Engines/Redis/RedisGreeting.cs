using System.Net;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>What a server said when it was first spoken to.</summary>
internal abstract record RedisGreeting
{
    /// <summary>It takes what is published, and hands it on.</summary>
    /// <param name="At">Where it was reached.</param>
    /// <param name="Host">What it is called.</param>
    internal sealed record Master(IPEndPoint At, string Host) : RedisGreeting;

    /// <summary>It will not have us, today or tomorrow: the configuration is wrong.</summary>
    /// <param name="Why">Half a sentence.</param>
    internal sealed record Refused(string Why) : RedisGreeting;

    /// <summary>It cannot be used now, and may be later.</summary>
    /// <param name="Why">Half a sentence.</param>
    internal sealed record Away(string Why) : RedisGreeting;
}
