using CrowdMind.TestKit;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The network between instance and Redis is slow, broken or half-open.</summary>
public sealed class RedisNetworkTests : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly ExperimentId _experiment = ExperimentId.New(TimeProvider.System);
    private readonly RedisGround _ground = new();
    private readonly HeardBatches _heard = new();
    private long _published;

    public async Task InitializeAsync()
    {
        await _ground.StartAsync(behindProxy: true);
        await _ground.First.Backplane.ListenAsync(_experiment, _heard.Take, default);
    }

    public Task DisposeAsync() => _ground.StopAsync();

    [Fact]
    public async Task A_slow_network_carries_everything_in_order_late()
    {
        _ground.Proxy.Delay = TimeSpan.FromMilliseconds(300);
        for (var n = 0; n < 200; n++)
            await PublishAsync();
        Assert.Empty(_heard.Seqs);
        await _heard.CameAsync(1, 200);
        Assert.All(new[] { _ground.First, _ground.Second }, one => Assert.DoesNotContain(one.Said, line => line.Contains("away", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Connections_that_are_reset_are_made_again()
    {
        _ground.Proxy.Reset();
        await CarriesAgainAsync();
    }

    [Fact]
    public async Task Connections_that_end_politely_are_made_again()
    {
        _ground.Proxy.Cut();
        await CarriesAgainAsync();
    }

    [Fact]
    public async Task A_network_that_refuses_is_tried_until_it_does_not()
    {
        _ground.Proxy.Refuse();
        await _ground.AllAreAsync(well: false);
        await PublishAsync();
        _ground.Proxy.Heal();
        await CarriesAgainAsync();
    }

    [Fact]
    public async Task A_half_open_connection_is_noticed_and_made_again()
    {
        _ground.Proxy.Swallow();
        await Eventually.TrueAsync(() => _ground.First.Said.Any(line => line.Contains("silent", StringComparison.Ordinal)), Within, () => "the silence was noticed");
        _ground.Proxy.Heal();
        await CarriesAgainAsync();
    }

    [Fact]
    public async Task A_network_that_hangs_for_a_moment_loses_nothing()
    {
        _ground.Proxy.Pause();
        for (var n = 0; n < 50; n++)
            await PublishAsync();
        await _ground.AllAreAsync(well: false);
        _ground.Proxy.Resume();
        await _heard.CameAsync(1, 50);
    }

    private Task PublishAsync()
    {
        _published++;
        return _ground.Second.Backplane.Publish(SampleBatches.Of(_experiment, _published, _published));
    }

    private async Task CarriesAgainAsync()
    {
        await _ground.AllAreAsync(well: true);
        await Eventually.TrueAsync(
            async () =>
            {
                await PublishAsync();
                return _heard.Seqs.Count > 0 && _heard.Seqs[^1] > _published - 5;
            },
            Within,
            () => $"batches came again; the listener says:\n{string.Join('\n', _ground.First.Said)}");
    }
}
