using System.Text.Json;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Specs;
using CrowdMind.TestKit.Wire;
using Xunit.Abstractions;

namespace CrowdMind.Server.Tests.Transports;

public sealed class HubFollowTests(ServerFixture fixture, ITestOutputHelper output)
    : FollowOverWireSpec(fixture.Server, Transport.Hub, output), IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Joining_tells_the_experiment_and_its_head()
    {
        await PublishManyAsync(3);
        await using HubFollower follower = await HubFollower.JoinAsync(Server, Experiment, new FollowOptions(0), Stop);
        Assert.Equal(3, follower.Joined.GetProperty("head").GetInt64());
        Assert.Equal(Experiment, follower.Joined.GetProperty("experiment").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Publishing_gives_the_reaction_with_its_seq()
    {
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        var reaction = new Reaction(Agent, """{"mood":"calm"}""", Guid.NewGuid());
        JsonElement made = await hub.InvokeAsync("PublishReaction", [reaction.ToBody(Experiment)], Stop);
        JsonElement again = await hub.InvokeAsync("PublishReaction", [reaction.ToBody(Experiment)], Stop);
        Assert.Equal(reaction.Id, made.GetProperty("id").GetGuid());
        Assert.Equal(1, made.GetProperty("seq").GetInt64());
        Assert.Equal(1, again.GetProperty("seq").GetInt64());
        Assert.Equal((await Rest.ExportAsync(Experiment, Stop)).Single().Data.GetProperty("created_at").GetString(),
            made.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task A_publish_that_is_refused_says_why()
    {
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        var unknown = Guid.NewGuid();
        var refused = await Assert.ThrowsAsync<HubRefusedException>(
            () => hub.InvokeAsync("PublishReaction", [new Reaction(unknown, "{}").ToBody(Experiment)], Stop));
        Assert.Contains($"{unknown}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_joins_many_experiments_and_leaves_one()
    {
        Guid other = await Rest.CreateExperimentAsync(Stop);
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        await hub.InvokeAsync("JoinExperiment", [$"\"{Experiment}\""], Stop);
        await hub.InvokeAsync("JoinExperiment", [$"\"{other}\"", "0"], Stop);
        await PublishAsync();
        Assert.Equal(Experiment, await NextSourceAsync(hub));
        await hub.InvokeAsync("LeaveExperiment", [$"\"{Experiment}\""], Stop);
        await PublishAsync();
        (await Rest.PublishAsync(other, new Reaction(Agent, "{}"), Stop)).Expect(201);
        Assert.Equal(other, await NextSourceAsync(hub));
    }

    [Fact]
    public async Task A_watch_replays_goes_on_live_and_ends_after_the_stop()
    {
        await PublishManyAsync(10);
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        Task<List<WireEvent>> watching = WatchAsync(hub, after: 4);
        (await Rest.StartAsync(Experiment, Stop)).Expect(200);
        await PublishAsync();
        (await Rest.StopAsync(Experiment, Stop)).Expect(200);
        List<WireEvent> events = await watching;
        AssertSeqs(5, 13, events);
        Assert.Equal("experiment_stopped", events[^1].Type);
        AssertSameBytes((await Rest.ExportAsync(Experiment, Stop)).Skip(4), events);
    }

    [Fact]
    public async Task A_watch_that_is_left_ends_and_the_connection_stays()
    {
        await PublishManyAsync(10);
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        await foreach (JsonElement _ in hub.StreamAsync("Watch", [$"\"{Experiment}\"", "0"], Stop))
            break;
        await PublishAsync();
        JsonElement joined = await hub.InvokeAsync("JoinExperiment", [$"\"{Experiment}\""], Stop);
        Assert.Equal(11, joined.GetProperty("head").GetInt64());
    }

    [Fact]
    public async Task A_watch_beyond_the_head_or_of_an_unknown_experiment_is_refused()
    {
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        await Assert.ThrowsAsync<HubRefusedException>(() => WatchAsync(hub, after: 1));
        var unknown = Guid.NewGuid();
        await Assert.ThrowsAsync<HubRefusedException>(async () =>
        {
            await foreach (JsonElement _ in hub.StreamAsync("Watch", [$"\"{unknown}\"", "0"], Stop))
                Assert.Fail("An event of an experiment that is not.");
        });
    }

    private async Task<List<WireEvent>> WatchAsync(HubClient hub, long after)
    {
        var events = new List<WireEvent>();
        await foreach (JsonElement item in hub.StreamAsync("Watch", [$"\"{Experiment}\"", $"{after}"], Stop))
            events.AddRange(item.EnumerateArray().Select(e => WireEvent.Parse(e.GetRawText())));
        return events;
    }

    private async Task<Guid> NextSourceAsync(HubClient hub)
    {
        HubCall call = await hub.ReadCallAsync(Stop) ?? throw new IOException($"Ended: {hub.End}");
        Assert.Equal("ReceiveEvents", call.Target);
        return call.Arguments[0].GetGuid();
    }
}
