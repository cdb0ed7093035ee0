using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Redis;

/// <summary>Whether Redis answers. Without it the server is slower, not worse.</summary>
internal sealed class RedisReadiness(RedisBackplane backplane) : IReadinessCheck
{
    public string Name => "backplane";

    public string Engine => backplane.Engine;

    public bool IsEssential => false;

    public Task OpenAsync(CancellationToken cancellationToken) => backplane.OpenAsync(cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => backplane.CheckAsync(cancellationToken);
}
