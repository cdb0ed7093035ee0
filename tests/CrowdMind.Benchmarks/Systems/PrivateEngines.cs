using CrowdMind.TestKit.Servers;

namespace CrowdMind.Benchmarks.Systems;

/// <summary>A PostgreSQL, synced as in earnest, and a Redis, for one measurement. Redis shares the load's core.</summary>
internal sealed class PrivateEngines : IAsyncDisposable
{
    private readonly PostgresCluster _postgres;
    private readonly RedisServer _redis;

    private PrivateEngines(PostgresCluster postgres, RedisServer redis) => (_postgres, _redis) = (postgres, redis);

    public static async Task<PrivateEngines> StartAsync(BenchmarkOptions options, CancellationToken cancellation) =>
        new(await PostgresCluster.StartAsync(options.Data, cancellation), await RedisServer.StartAsync());

    /// <summary>The settings of an instance on these engines.</summary>
    public Dictionary<string, string> Settings(bool withRedis)
    {
        Dictionary<string, string> settings = new() { ["DATABASE_URL"] = _postgres.Url };
        if (withRedis)
            settings["REDIS_URL"] = _redis.Url;
        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _redis.DisposeAsync();
    }
}
