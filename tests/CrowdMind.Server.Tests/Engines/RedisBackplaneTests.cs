using CrowdMind.Backplanes;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract over a real Redis. What is Redis's own stands in the other parts of this class.</summary>
public sealed partial class RedisBackplaneTests : BackplaneSpec
{
    private readonly List<RedisInstance> _instances = [];
    private RedisServer _redis = null!; // Set before each test.

    public override async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        await _redis.DisposeAsync();
    }

    protected override async Task<(IBackplane Here, IBackplane There)> OpenAsync() =>
        ((await StartAsync()).Backplane, (await StartAsync()).Backplane);

    private async Task<RedisInstance> StartAsync(string? url = null, string prefix = "crowdmind")
    {
        var instance = new RedisInstance(url ?? _redis.Url, prefix);
        _instances.Add(instance);
        await instance.Backplane.OpenAsync(default);
        return instance;
    }
}
