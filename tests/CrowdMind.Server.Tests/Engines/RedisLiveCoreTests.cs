using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Engines;
using CrowdMind.TestKit.Servers;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>
/// Two live cores on the same data with Redis between them: whatever happens to Redis or on the way to it, subscribers of
/// both see everything once and in order, late by at most about a second, and soon without delay again.
/// </summary>
public sealed class RedisLiveCoreTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3); // A second, on a machine that does other things too.
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(400); // Well below the heads check.
    private static readonly TimeSpan FaultLasts = TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, (Func<RedisServer, TcpProxy, Task> Begin, Func<RedisServer, TcpProxy, Task> End)> Faults = new()
    {
        ["killed and started again"] = ((redis, _) => redis.KillAsync(), (redis, _) => redis.RestartAsync()),
        ["stopped for seconds"] = (Done((redis, _) => redis.Pause()), Done((redis, _) => redis.Resume())),
        ["flushed"] = ((redis, _) => redis.AskAsync("FLUSHALL"), Done((_, _) => { })),
        ["reset"] = (Done((_, proxy) => proxy.Reset()), Done((_, proxy) => proxy.Reset())),
        ["half-open"] = (Done((_, proxy) => proxy.Swallow()), Done((_, proxy) => proxy.Heal())),
        ["refused"] = (Done((_, proxy) => proxy.Refuse()), Done((_, proxy) => proxy.Heal())),
        ["held up"] = (Done((_, proxy) => proxy.Pause()), Done((_, proxy) => proxy.Resume())),
        ["slow"] = (Done((_, proxy) => proxy.Delay = TimeSpan.FromMilliseconds(300)), Done((_, proxy) => proxy.Heal())),
    };

    [Fact]
    public async Task Whatever_happens_to_Redis_nobody_loses_anything_and_late_is_about_a_second() =>
        await Task.WhenAll(Faults.Select(fault => RunAsync(fault.Key, fault.Value.Begin, fault.Value.End)));

    private static Func<RedisServer, TcpProxy, Task> Done(Action<RedisServer, TcpProxy> action) => (redis, proxy) =>
    {
        action(redis, proxy);
        return Task.CompletedTask;
    };

    private async Task RunAsync(
        string fault, Func<RedisServer, TcpProxy, Task> begin, Func<RedisServer, TcpProxy, Task> end)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var proxy = TcpProxy.Before(redis.Port);
        var data = new MemoryData();
        await using var one = await LiveInstance.StartAsync(data, redis.UrlAt(proxy.Port));
        await using var two = await LiveInstance.StartAsync(data, redis.UrlAt(proxy.Port));
        var engine = new MemoryEngine(data, TimeProvider.System);
        var (shared, agent) = await PrepareAsync(engine);
        var (fromOne, other) = await PrepareAsync(engine);
        var sinks = await Task.WhenAll(one.FollowAsync(shared), two.FollowAsync(shared), two.FollowAsync(fromOne));
        using var stop = new CancellationTokenSource();
        Task<int>[] publishing =
        [
            PublishAsync(one, shared, agent, stop.Token), PublishAsync(two, shared, agent, stop.Token),
            PublishAsync(one, fromOne, other, stop.Token),
        ];

        await QuickAsync("at first");
        await begin(redis, proxy);
        using var fear = new PeriodicTimer(FaultLasts);
        await fear.WaitForNextTickAsync();
        await end(redis, proxy);
        await QuickAsync("again");

        await stop.CancelAsync();
        var counts = await Task.WhenAll(publishing);
        long[] heads = [counts[0] + counts[1], counts[0] + counts[1], counts[2]];
        await Eventually.TrueAsync(
            () => sinks.Zip(heads).All(pair => pair.First.Seqs.Count >= pair.Second), Within, () => $"{fault}: all events came");
        output.WriteLine($"{fault}: {counts.Sum()} events, the latest {sinks.Max(sink => sink.Longest).TotalSeconds:0.00} s late");
        foreach (var (sink, head) in sinks.Zip(heads))
            Assert.Equal(Enumerable.Range(1, (int)head).Select(seq => (long)seq), sink.Seqs);
        Assert.All(sinks, sink => Assert.True(sink.Longest < Late, $"{fault}: {sink.Longest} late"));

        Task QuickAsync(string when) => Eventually.TrueAsync(
            () => sinks.All(sink => sink.IsQuick(40, Quick)), Within,
            () => $"{fault}: delivery is quick {when}; the first instance says:\n{string.Join('\n', one.Redis.Said)}");
    }

    private static async Task<(ExperimentId, AgentId)> PrepareAsync(MemoryEngine engine)
    {
        var (experiment, agent, now) = (ExperimentId.New(TimeProvider.System), AgentId.New(TimeProvider.System), DateTimeOffset.UnixEpoch);
        await engine.Agents.AddAsync(new Agent(agent, "walker", AgentType.Digital, null, now), default);
        await engine.Experiments.AddAsync(
            new Experiment(experiment, "evacuation", ExperimentStatus.Draft, null, null, null, now, Seq.Zero), default);
        return (experiment, agent);
    }

    private static async Task<int> PublishAsync(
        LiveInstance instance, ExperimentId experiment, AgentId agent, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            await instance.AppendAsync(experiment, agent);
            count++;
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        return count;
    }
}
