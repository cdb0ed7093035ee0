using System.Diagnostics;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>Redis dies, hangs and forgets: publishing goes on, listening goes on, and what is carried is carried again.</summary>
public sealed class RedisFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly ExperimentId _experiment = ExperimentId.New(TimeProvider.System);
    private readonly RedisGround _ground = new();
    private long _published;

    public Task InitializeAsync() => _ground.StartAsync();

    public Task DisposeAsync() => _ground.StopAsync();

    [Fact]
    public async Task Killed_and_started_again_it_carries_again_for_old_listeners_and_new_ones()
    {
        var old = await ListenAsync();
        await CarriesAsync(old);
        await _ground.Redis.KillAsync();
        await _ground.AllAreAsync(well: false);
        var fresh = await ListenAsync();
        await PublishAsync();
        await _ground.Redis.RestartAsync();
        await _ground.AllAreAsync(well: true);
        await CarriesAsync(old, fresh);
    }

    [Fact]
    public async Task A_thousand_channels_are_heard_again_after_a_restart()
    {
        for (var n = 0; n < 1000; n++)
            await _ground.First.Backplane.ListenAsync(ExperimentId.New(TimeProvider.System), _ => Task.CompletedTask, default);
        await _ground.Redis.KillAsync();
        await _ground.Redis.RestartAsync();
        await Eventually.TrueAsync(
            async () => (await _ground.Redis.ChannelsAsync()).Count == 1000, Within, () => "all channels were heard again");
    }

    [Fact]
    public async Task Outages_are_said_once_each_and_so_are_their_ends()
    {
        for (var outage = 1; outage <= 2; outage++)
        {
            await _ground.Redis.KillAsync();
            await _ground.AllAreAsync(well: false);
            await _ground.Redis.RestartAsync();
            await _ground.AllAreAsync(well: true);
            await Eventually.TrueAsync(
                () => Said("Redis is back") == outage, Within, () => $"its return was said:\n{string.Join('\n', _ground.First.Said)}");
            Assert.Equal(outage, Said("Redis is away"));
        }
    }

    [Fact]
    public async Task Flushed_it_goes_on()
    {
        var heard = await ListenAsync();
        await _ground.Redis.AskAsync("FLUSHALL");
        await CarriesAsync(heard);
        Assert.Equal(0, Said("Redis is away"));
    }

    [Fact]
    public async Task Whoever_is_cut_off_by_Redis_comes_back()
    {
        var heard = await ListenAsync();
        await _ground.Redis.AskAsync("CLIENT", "KILL", "TYPE", "pubsub");
        await _ground.AllAreAsync(well: true);
        await CarriesAsync(heard);
        await _ground.Redis.AskAsync("CLIENT", "KILL", "TYPE", "normal");
        await _ground.AllAreAsync(well: true);
        await CarriesAsync(heard);
    }

    [Fact]
    public async Task While_it_hangs_nobody_waits_and_memory_is_bounded()
    {
        var local = await ListenAsync(_ground.Second);
        _ground.Redis.Pause();
        for (var n = 0; n < 400; n++)
        {
            Assert.True(PublishAsync(weight: 50_000).IsCompletedSuccessfully);
            Assert.InRange(_ground.Second.Backplane.BytesUnderWay, 0, Limits.RedisUnderWayBytes);
        }

        var clock = Stopwatch.StartNew();
        var listening = await ListenAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"It took {clock.Elapsed}.");
        await local.CameAsync(1, 400);
        Assert.Equal(1, Said("were not sent", _ground.Second));
        _ground.Redis.Resume();
        await _ground.AllAreAsync(well: true);
        await CarriesAsync(listening);
    }

    [Fact]
    public async Task A_hang_of_many_seconds_is_noticed_and_gone_when_it_answers()
    {
        var heard = await ListenAsync();
        _ground.Redis.Pause();
        await Eventually.TrueAsync(() => Said("Redis is away") == 1, Within, () => "the silence was noticed");
        Assert.False(_ground.First.Backplane.Wants(ExperimentId.New(TimeProvider.System)));
        Assert.True(_ground.First.Backplane.Wants(_experiment));
        _ground.Redis.Resume();
        await _ground.AllAreAsync(well: true);
        await CarriesAsync(heard);
    }

    [Fact]
    public async Task Away_at_the_start_it_is_said_and_waited_for()
    {
        await _ground.Redis.KillAsync();
        var late = await _ground.AddAsync();
        Assert.False(await late.IsWellAsync());
        await Eventually.TrueAsync(() => Said("Redis is away", late) == 1, Within, () => "its absence was said");
        var heard = await ListenAsync(late);
        await _ground.Redis.RestartAsync();
        await _ground.AllAreAsync(well: true);
        await CarriesAsync(heard);
        Assert.True(Said("Redis is back", late) == 1, string.Join('\n', late.Said));
    }

    private async Task<HeardBatches> ListenAsync(RedisInstance? at = null)
    {
        var heard = new HeardBatches();
        await (at ?? _ground.First).Backplane.ListenAsync(_experiment, heard.Take, default);
        return heard;
    }

    private Task PublishAsync(int weight = 0)
    {
        _published++;
        return _ground.Second.Backplane.Publish(SampleBatches.Of(_experiment, _published, _published, weight));
    }

    // What is published from now on is heard by all; what was published just before may be lost.
    private async Task CarriesAsync(params HeardBatches[] listeners)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                await PublishAsync();
                return listeners.All(listener => listener.Seqs.Count > 0 && listener.Seqs[^1] > _published - 5);
            },
            Within,
            () => $"batches came again; the publisher says:\n{string.Join('\n', _ground.Second.Said)}");
        foreach (var seqs in listeners.Select(listener => listener.Seqs))
            Assert.Equal(seqs.Order().Distinct(), seqs);
    }

    private int Said(string words, RedisInstance? instance = null) =>
        (instance ?? _ground.First).Said.Count(line => line.Contains(words, StringComparison.Ordinal));
}
