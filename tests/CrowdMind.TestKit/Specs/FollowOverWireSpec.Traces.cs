using System.Text.Json;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.TestKit.Specs;

public abstract partial class FollowOverWireSpec
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private const string OtherTrace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    [Fact]
    public async Task A_publisher_s_traceparent_reaches_the_subscriber_however_it_was_said()
    {
        var said = new Reaction(Agent, "{}", TraceParent: Trace);
        await using IFollower live = await FollowAsync(after: null);
        (await Rest.PublishAsync(Experiment, said, Stop)).Expect(201);
        (await Rest.PublishBatchAsync(Experiment, [said], Stop)).Expect(200);
        (await Rest.PublishLinesAsync(Experiment, [said], Stop)).Expect(200);
        await using WebSocketClient socket = await WebSocketClient.ConnectAsync(Server, Experiment, Stop);
        await socket.PublishAsync(said, "1", Stop);
        await using HubClient hub = await HubClient.ConnectAsync(Server, Stop);
        await hub.InvokeAsync("PublishReaction", [said.ToBody(Experiment)], Stop);
        await PublishAsync();
        IReadOnlyList<WireEvent> seen = await live.TakeAsync(6);
        Assert.Equal([Trace, Trace, Trace, Trace, Trace, null], seen.Select(one => one.TraceParent));
        await using IFollower replayed = await FollowAsync(after: 0);
        AssertSameBytes(seen, await replayed.TakeAsync(6));
        AssertSameBytes(seen, await Rest.ExportAsync(Experiment, Stop));
    }

    [Fact]
    public async Task The_header_holds_for_all_reactions_of_a_request_that_do_not_say_better()
    {
        using var traced = new RestClient(Server);
        traced.AddHeader("traceparent", Trace);
        Reaction silent = new(Agent, "{}"), other = silent with { TraceParent = OtherTrace };
        Reaction wrong = silent with { TraceParent = "00-nonsense" };
        await using IFollower follower = await FollowAsync(after: null);
        (await traced.PublishAsync(Experiment, silent, Stop)).Expect(201);
        (await traced.PublishAsync(Experiment, other, Stop)).Expect(201);
        (await traced.PublishBatchAsync(Experiment, [silent, other, wrong], Stop)).Expect(200);
        (await traced.PublishLinesAsync(Experiment, [silent, other, wrong], Stop)).Expect(200);
        Assert.Equal(
            [Trace, OtherTrace, Trace, OtherTrace, Trace, Trace, OtherTrace, Trace],
            (await follower.TakeAsync(8)).Select(one => one.TraceParent));
    }

    [Fact]
    public async Task A_traceparent_that_is_not_as_the_standard_has_it_is_passed_over()
    {
        using var broken = new RestClient(Server);
        broken.AddHeader("traceparent", Trace.ToUpperInvariant());
        using var twice = new RestClient(Server);
        twice.AddHeader("traceparent", Trace);
        twice.AddHeader("traceparent", OtherTrace);
        await using IFollower follower = await FollowAsync(after: null);
        (await broken.PublishAsync(Experiment, new Reaction(Agent, "{}"), Stop)).Expect(201);
        (await twice.PublishAsync(Experiment, new Reaction(Agent, "{}"), Stop)).Expect(201);
        (await Rest.PublishAsync(Experiment, new Reaction(Agent, "{}", TraceParent: "00-" + new string('0', 52)), Stop)).Expect(201);
        string number = $$"""{"experiment_id":"{{Experiment}}","agent_id":"{{Agent}}","payload":{},"traceparent":[17]}""";
        (await Rest.PostAsync("reactions", number, Stop)).Expect(201);
        Assert.All(await follower.TakeAsync(4), one => Assert.Null(one.TraceParent));
    }

    [Fact]
    public async Task A_reaction_answered_or_listed_shows_the_traceparent_that_it_was_appended_with()
    {
        var id = Guid.NewGuid();
        var first = new Reaction(Agent, "{}", id, Trace);
        JsonElement made = (await Rest.PublishAsync(Experiment, first, Stop)).Expect(201).Json;
        JsonElement again = (await Rest.PublishAsync(Experiment, first with { TraceParent = OtherTrace }, Stop)).Expect(200).Json;
        JsonElement listed = (await Rest.ReactionsAsync(Experiment, "after=0", Stop)).Expect(200).Json.GetProperty("reactions")[0];
        Assert.All([made, again, listed], one => Assert.Equal(Trace, one.GetProperty("traceparent").GetString()));
        JsonElement plain = (await Rest.PublishAsync(Experiment, new Reaction(Agent, "{}"), Stop)).Expect(201).Json;
        Assert.False(plain.TryGetProperty("traceparent", out _));
    }
}
