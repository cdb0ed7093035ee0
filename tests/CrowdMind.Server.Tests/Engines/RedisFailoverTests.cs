using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>Several servers in REDIS_URL: the master among them is used, also when it becomes another one.</summary>
public sealed class RedisFailoverTests : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly ExperimentId _experiment = ExperimentId.New(TimeProvider.System);
    private readonly List<RedisInstance> _instances = [];
    private RedisServer _first = null!; // Set before each test.
    private RedisServer _second = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _first = await RedisServer.StartAsync();
        _second = await RedisServer.StartAsync(new RedisPlan { ReplicaOf = _first.Port });
        for (var n = 0; n < 2; n++)
        {
            _instances.Add(new RedisInstance($"redis://127.0.0.1:{_second.Port},127.0.0.1:{_first.Port}"));
            await _instances[n].Backplane.OpenAsync(default);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task The_master_is_found_wherever_it_stands_in_the_list()
    {
        Assert.All(_instances, one => Assert.Equal("Information", one.Said[0].Split(':')[0]));
        await using var listening = await CarriesAsync();
        Assert.Single(await _first.ChannelsAsync());
        Assert.Empty(await _second.ChannelsAsync());
    }

    [Fact]
    public async Task When_the_master_dies_the_promoted_replica_takes_over()
    {
        await _first.KillAsync();
        await Eventually.TrueAsync(async () => !await _instances[0].IsWellAsync(), Within, () => "the loss was noticed");
        await _second.AskAsync("REPLICAOF", "NO", "ONE");
        await CarriesAsync();
    }

    [Fact]
    public async Task When_master_and_replica_change_places_the_instances_follow()
    {
        await _second.AskAsync("REPLICAOF", "NO", "ONE");
        await _first.AskAsync("REPLICAOF", "127.0.0.1", $"{_second.Port}");
        await Eventually.TrueAsync(
            () => _instances.All(one => one.Said.Any(line => line.Contains("replica", StringComparison.Ordinal))),
            Within, () => "the change was noticed");
        await using var listening = await CarriesAsync();
        Assert.Single(await _second.ChannelsAsync());
    }

    private async Task<IAsyncDisposable> CarriesAsync()
    {
        var (heard, seq) = (new HeardBatches(), 0L);
        var listening = await _instances[0].Backplane.ListenAsync(_experiment, heard.Take, default);
        await Eventually.TrueAsync(
            async () =>
            {
                await _instances[1].Backplane.Publish(SampleBatches.Of(_experiment, ++seq, seq));
                return heard.Seqs.Count > 5;
            },
            Within,
            () => $"batches came; the listener says:\n{string.Join('\n', _instances[0].Said)}");
        return listening;
    }
}
