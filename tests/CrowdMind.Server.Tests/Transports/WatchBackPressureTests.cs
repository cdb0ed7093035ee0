using System.Text.Json;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Transports;

/// <summary>The hub's stream waits for its reader.</summary>
public sealed class WatchBackPressureTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Requests = 8, ReactionsEach = 500, PayloadBytes = 8 * 1024, Watchers = 16, Readers = 4;
    private const int All = Requests * ReactionsEach;
    private const long MayGrowBytes = 224L << 20;

    // Sixteen streams of a log of 32 MB: held in memory they would be 512 MB and more, well above what reading the log
    // through leaves to the garbage collector.
    [Fact]
    public async Task Watches_that_are_not_read_hold_no_log_in_memory_and_go_on_when_they_are()
    {
        Uri server = fixture.Server.BaseUri;
        using var rest = new RestClient(server);
        Guid experiment = await WriteLogAsync(rest);
        await ReadOnceAsync(server, experiment);
        long before = fixture.Server.ResidentBytes();

        HubClient[] hubs = await Task.WhenAll(Enumerable.Range(0, Watchers).Select(_ => ConnectAsync(server)));
        IAsyncEnumerator<JsonElement>[] watches = await Task.WhenAll(hubs.Select(hub => StartWatchAsync(hub, experiment)));
        await ReadOnceAsync(server, experiment);
        await ReadOnceAsync(server, experiment);
        long grown = fixture.Server.ResidentBytes() - before;

        (await rest.StartAsync(experiment)).Expect(200);
        (await rest.StopAsync(experiment)).Expect(200);
        long[] counts = await Task.WhenAll(watches.Take(Readers).Select(CountInOrderAsync));
        foreach (HubClient hub in hubs)
            await hub.DisposeAsync();
        Assert.All(counts, count => Assert.Equal(All + 2, count));
        Assert.True(grown < MayGrowBytes, $"{grown >> 20} MiB more while nobody read.");
    }

    private static async Task<Guid> WriteLogAsync(RestClient rest)
    {
        Guid agent = await rest.CreateAgentAsync(), experiment = await rest.CreateExperimentAsync();
        var reaction = new Reaction(agent, $$"""{"pad":"{{new string('x', PayloadBytes)}}"}""");
        for (int i = 0; i < Requests; i++)
            (await rest.PublishLinesAsync(experiment, Enumerable.Repeat(reaction, ReactionsEach))).Expect(200);
        return experiment;
    }

    // Takes the server through the whole log once: what that leaves in memory is the server's working set.
    private static async Task ReadOnceAsync(Uri server, Guid experiment)
    {
        await using IFollower follower = await Transport.WebSocket.OpenAsync(server, experiment, after: 0, CancellationToken.None);
        await follower.TakeAsync(All);
    }

    private static Task<HubClient> ConnectAsync(Uri server) =>
        HubClient.ConnectAsync(server, new FollowOptions(null, ReceiveBufferBytes: 4096), CancellationToken.None);

    private static async Task<IAsyncEnumerator<JsonElement>> StartWatchAsync(HubClient hub, Guid experiment)
    {
        IAsyncEnumerator<JsonElement> watch =
            hub.StreamAsync("Watch", [$"\"{experiment}\"", "0"], CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        return watch;
    }

    private static async Task<long> CountInOrderAsync(IAsyncEnumerator<JsonElement> watch)
    {
        long seq = 0;
        do
        {
            foreach (JsonElement one in watch.Current.EnumerateArray())
                Assert.Equal(++seq, one.GetProperty("seq").GetInt64());
        }
        while (await watch.MoveNextAsync());
        await watch.DisposeAsync();
        return seq;
    }
}
