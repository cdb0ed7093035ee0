using System.Diagnostics;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.TestKit.Crowds;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Instances;

/// <summary>
/// Two real servers on one PostgreSQL are one hub: whoever publishes at either, subscribers of the other get everything
/// once and in order; with Redis at once, without it by the heads check alone.
/// </summary>
public sealed class SeveralInstances(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task With_Redis_subscribers_of_the_other_instance_get_everything_once_and_in_order()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var pair = await StartAsync(redis);
        await pair.BothSayAsync("ok", "redis");
        await RunAsync(pair, () => Task.CompletedTask);
    }

    [Fact]
    public async Task Redis_may_die_in_the_middle_and_come_back()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var pair = await StartAsync(redis);
        await RunAsync(pair, redis.KillAsync, () => pair.BothSayAsync("degraded", "redis"), redis.RestartAsync, () => pair.BothSayAsync("ok", "redis"));
    }

    [Fact]
    public async Task Without_Redis_the_heads_check_alone_brings_everything()
    {
        await using var pair = await StartAsync(redis: null);
        await pair.BothSayAsync("ok", "in-process");
        await RunAsync(pair, () => Task.CompletedTask);
    }

    [Fact]
    public async Task With_Redis_an_event_is_at_the_other_instance_long_before_a_heads_check()
    {
        const int Rounds = 20;
        await using var redis = await RedisServer.StartAsync();
        await using var pair = await StartAsync(redis);
        using var rest = new RestClient(pair.One.BaseUri);
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        await using var follower = await Transport.WebSocket.OpenAsync(pair.Two.BaseUri, experiment, after: 0, default);
        await using var events = follower.ReadAsync(default).GetAsyncEnumerator();
        var clock = new Stopwatch();
        for (var round = 1; round <= Rounds; round++)
        {
            clock.Start();
            (await rest.PublishAsync(experiment, new Reaction(agent, "{}"))).Expect(201);
            Assert.True(await events.MoveNextAsync());
            clock.Stop();
            Assert.Equal(round, events.Current.Seq);
        }

        // A check a second would take half a second a round, on average.
        Assert.True(clock.Elapsed < Rounds * TimeSpan.FromMilliseconds(250), $"{Rounds} rounds took {clock.Elapsed}.");
    }

    [Fact]
    public async Task With_Redis_an_event_is_the_same_at_both_instances_to_its_traceparent()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var pair = await StartAsync(redis);
        using var rest = new RestClient(pair.One.BaseUri);
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        await using var here = await Transport.WebSocket.OpenAsync(pair.One.BaseUri, experiment, after: 0, default);
        await using var there = await Transport.WebSocket.OpenAsync(pair.Two.BaseUri, experiment, after: 0, default);
        var traced = new Reaction(agent, "{}", TraceParent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        (await rest.PublishBatchAsync(experiment, [traced, traced with { TraceParent = null }, traced])).Expect(200);
        var seen = await here.TakeAsync(3);
        Assert.Equal([traced.TraceParent, null, traced.TraceParent], seen.Select(one => one.TraceParent));
        Assert.Equal(seen.Select(one => one.Raw), (await there.TakeAsync(3)).Select(one => one.Raw));
    }

    private Task<InstancePair> StartAsync(RedisServer? redis)
    {
        var settings = postgres.Settings();
        if (redis is not null)
            settings["REDIS_URL"] = redis.Url;
        return InstancePair.StartAsync(settings);
    }

    // A crowd at each instance whose subscribers are at the other, while things happen.
    private static async Task RunAsync(InstancePair pair, params Func<Task>[] happenings)
    {
        await using var there = await CrowdRun.StartAsync(pair.One, CrowdPlan.Small with { SubscribersSee = pair.Two.BaseUri });
        await using var back = await CrowdRun.StartAsync(pair.Two, CrowdPlan.Small with { SubscribersSee = pair.One.BaseUri });
        foreach (var happen in happenings)
        {
            await Task.WhenAll(there.UntilAcknowledgedAsync(more: 60), back.UntilAcknowledgedAsync(more: 60));
            await happen();
        }

        await Task.WhenAll(there.UntilAcknowledgedAsync(more: 60), back.UntilAcknowledgedAsync(more: 60));
        foreach (var verdict in await Task.WhenAll(there.FinishAsync(), back.FinishAsync()))
            verdict.AssertClean();
    }
}
