using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>A Redis of the test's own, perhaps behind a proxy, with instances that use it.</summary>
internal sealed class RedisGround
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(40);
    private readonly List<RedisInstance> _instances = [];
    private RedisServer? _redis;
    private TcpProxy? _proxy;

    public RedisServer Redis => _redis ?? throw new InvalidOperationException("The ground has not started.");

    /// <summary>The wire between the instances and Redis.</summary>
    public TcpProxy Proxy => _proxy ?? throw new InvalidOperationException("The ground has no proxy.");

    public RedisInstance First => _instances[0];

    public RedisInstance Second => _instances[1];

    /// <summary>Starts Redis and two instances.</summary>
    public async Task StartAsync(bool behindProxy = false)
    {
        _redis = await RedisServer.StartAsync();
        _proxy = behindProxy ? TcpProxy.Before(_redis.Port) : null;
        await AddAsync();
        await AddAsync();
    }

    /// <summary>Starts one more instance.</summary>
    public async Task<RedisInstance> AddAsync(string? url = null, string prefix = "crowdmind")
    {
        var instance = new RedisInstance(url ?? Redis.UrlAt(_proxy?.Port ?? Redis.Port), prefix);
        _instances.Add(instance);
        await instance.Backplane.OpenAsync(default);
        return instance;
    }

    /// <summary>Waits until every instance has noticed that Redis is away, or is back.</summary>
    public Task AllAreAsync(bool well) => Eventually.TrueAsync(
        async () => (await Task.WhenAll(_instances.Select(one => one.IsWellAsync()))).All(one => one == well),
        Within,
        () => $"all instances were {(well ? "well" : "without Redis")}; the first says:\n{string.Join('\n', First.Said)}");

    /// <summary>Ends it all.</summary>
    public async Task StopAsync()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_redis is not null)
            await _redis.DisposeAsync();
    }
}
