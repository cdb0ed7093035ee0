using CrowdMind.Backplanes;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Specs;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The contract over a real Redis, and how a healthy one is used.</summary>
public sealed class RedisBackplaneTests : BackplaneSpec
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);
    private readonly RedisGround _ground = new();

    private RedisServer Redis => _ground.Redis;

    public override async Task InitializeAsync()
    {
        await _ground.StartAsync();
        await base.InitializeAsync();
    }

    public override Task DisposeAsync() => _ground.StopAsync();

    [Fact]
    public void While_Redis_is_there_somebody_elsewhere_may_listen() => Assert.True(Here.Wants(Experiment));

    [Fact]
    public async Task An_instance_is_subscribed_to_what_it_has_listeners_for_and_to_nothing_else()
    {
        var (_, one) = await ListenAsync(Here);
        var (_, two) = await ListenAsync(Here);
        Assert.Equal([$"crowdmind:log:{Experiment}"], await Redis.ChannelsAsync());
        await one.DisposeAsync();
        Assert.Single(await Redis.ChannelsAsync());
        await two.DisposeAsync();
        await ChannelsAsync(0);
    }

    [Fact]
    public async Task A_thousand_experiments_are_heard_and_let_go()
    {
        var experiments = Enumerable.Range(0, 1000).Select(_ => ExperimentId.New(TimeProvider.System)).ToArray();
        var listeners = await Task.WhenAll(experiments.Select(id => ListenAsync(Here, id)));

        // A feed that opens does not wait long for its subscription; on a busy machine the last come after it.
        await ChannelsAsync(1000);
        foreach (var id in experiments)
            await There.Publish(Batch(1, 1, experimentId: id));
        await Task.WhenAll(listeners.Select(listener => listener.Heard.CameAsync(1, 1)));
        foreach (var (_, listening) in listeners)
            await listening.DisposeAsync();
        await ChannelsAsync(0);
    }

    [Fact]
    public async Task Deployments_with_another_prefix_do_not_hear_each_other()
    {
        var (other, same) = (await _ground.AddAsync(prefix: "other"), await _ground.AddAsync());
        var (heard, _) = await ListenAsync(Here);
        await other.Backplane.Publish(Batch(1, 3));
        await same.Backplane.Publish(Batch(4, 6));
        await heard.CameAsync(4, 6);
        Assert.Empty(await Redis.ChannelsAsync("other:*"));
    }

    [Fact]
    public async Task What_does_not_fit_on_the_way_is_left_out_and_the_rest_keeps_its_order()
    {
        var (heard, _) = await ListenAsync(Here);
        for (var n = 1; n <= 30_000; n++)
            _ = There.Publish(Batch(n, n, weight: 300));
        await Eventually.TrueAsync(() => _ground.Second.Backplane.BytesUnderWay == 0, Within, () => "everything was answered");
        await There.Publish(Batch(30_001, 30_001));
        await Eventually.TrueAsync(() => heard.Seqs.Contains(30_001), Within, () => "the last one came");
        var seqs = heard.Seqs;
        Assert.Equal(seqs.Order().Distinct(), seqs);
    }

    [Fact]
    public async Task What_a_stranger_publishes_is_dropped_and_said_once()
    {
        var (heard, _) = await ListenAsync(Here);
        var channel = $"crowdmind:log:{Experiment}";
        using var stranger = await RedisTalk.ConnectAsync(Redis.Port);
        foreach (var nonsense in Nonsense())
            Assert.Equal(1L, await stranger.AskAsync("PUBLISH", channel, nonsense));
        await There.Publish(Batch(1, 2));
        await heard.CameAsync(1, 2);
        var said = Assert.Single(_ground.First.Said, line => line.Contains("stranger", StringComparison.Ordinal));
        Assert.StartsWith("Warning: 1 messages", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_another_experiment_is_not_taken_for_one_of_this()
    {
        var (heard, _) = await ListenAsync(Here);
        var other = Server.Engines.Redis.RedisMessage.Write(
            Guid.NewGuid(), Batch(1, 3, experimentId: ExperimentId.New(TimeProvider.System)));
        await Redis.AskAsync("PUBLISH", $"crowdmind:log:{Experiment}", other);
        await There.Publish(Batch(1, 1));
        await heard.CameAsync(1, 1);
    }

    [Fact]
    public async Task Two_connections_serve_an_instance_and_are_gone_with_it()
    {
        var before = await ClientsAsync();
        var instance = await _ground.AddAsync();
        Assert.Equal(before + 2, await ClientsAsync());
        await instance.DisposeAsync();
        await Eventually.TrueAsync(async () => await ClientsAsync() == before, Within, () => "the connections are closed");
        await instance.Backplane.Publish(Batch(1, 1));
    }

    protected override Task<(IBackplane Here, IBackplane There)> OpenAsync() =>
        Task.FromResult<(IBackplane, IBackplane)>((_ground.First.Backplane, _ground.Second.Backplane));

    private static IEnumerable<byte[]> Nonsense()
    {
        var random = new Random(5);
        for (var n = 0; n < 500; n++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            yield return bytes;
        }
    }

    private Task ChannelsAsync(int count) => Eventually.TrueAsync(
        async () => (await Redis.ChannelsAsync()).Count == count, Within, () => $"{count} channels are heard");

    private async Task<int> ClientsAsync() =>
        ((string)(await Redis.AskAsync("CLIENT", "LIST"))!).Split('\n').Count(line => line.Contains("name=crowdmind", StringComparison.Ordinal));
}
