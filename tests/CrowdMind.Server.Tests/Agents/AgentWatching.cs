using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>Watching agents over the hub, as a dashboard does.</summary>
public sealed class AgentWatching(AgentGround ground) : AgentSpec(ground), IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task A_dashboard_sees_the_model_and_what_the_device_reports()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), (await AgentCalls.NewModelAsync(Http)).Id());
        await using var hub = await ConnectAsync();
        await InvokeAsync(hub, "WatchAgent", agent);
        await ExpectAsync(hub, agent, "model_unassigned");
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        Assert.Equal(model, (await ExpectAsync(hub, agent, "model_assigned")).GetProperty("model").Id());
        foreach (var state in new[] { "downloading", "running" })
        {
            (await AgentCalls.ReportAsync(Http, agent, AgentCalls.Report(state, AgentCalls.SomeChecksum))).Expect(200);
            var reported = await ExpectAsync(hub, agent, "agent_reported");
            Assert.Equal(state, reported.GetProperty("reported").GetProperty("state").GetString());
            Assert.Equal(model, reported.GetProperty("desired").GetProperty("model_id").GetString());
        }
    }

    [Fact]
    public async Task What_stands_is_told_first_and_again_when_it_is_asked_for_again()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), (await AgentCalls.NewModelAsync(Http)).Id());
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        (await AgentCalls.ReportAsync(Http, agent, AgentCalls.Report("verified", AgentCalls.SomeChecksum))).Expect(200);
        await using var hub = await ConnectAsync();
        for (var time = 0; time < 2; time++)
        {
            await InvokeAsync(hub, "WatchAgent", agent);
            await ExpectAsync(hub, agent, "model_assigned");
            await ExpectAsync(hub, agent, "agent_reported");
        }

        // Once: the second watch stands in the first one's place.
        (await Http.DeleteAsync($"/agents/{agent}/model")).Expect(200);
        await ExpectAsync(hub, agent, "model_unassigned");
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        await ExpectAsync(hub, agent, "model_assigned");
    }

    [Fact]
    public async Task Who_watches_no_more_is_told_of_the_others_only()
    {
        var (agent, other) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewAsync(Http));
        var model = (await AgentCalls.NewModelAsync(Http)).Id();
        await using var hub = await ConnectAsync();
        foreach (var one in new[] { agent, other })
        {
            await InvokeAsync(hub, "WatchAgent", one);
            await ExpectAsync(hub, one, "model_unassigned");
        }

        await InvokeAsync(hub, "UnwatchAgent", agent);
        await InvokeAsync(hub, "UnwatchAgent", agent);
        foreach (var one in new[] { agent, other })
            (await AgentCalls.AssignAsync(Http, one, model)).Expect(200);
        await ExpectAsync(hub, other, "model_assigned");
    }

    [Fact]
    public async Task A_deleted_agent_is_told_as_such_and_the_connection_stays()
    {
        var (agent, other) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewAsync(Http));
        await using var hub = await ConnectAsync();
        await InvokeAsync(hub, "WatchAgent", agent);
        await ExpectAsync(hub, agent, "model_unassigned");
        (await Http.DeleteAsync($"/agents/{agent}")).Expect(204);
        Assert.Equal(agent, (await ExpectAsync(hub, agent, "agent_deleted")).GetProperty("agent_id").GetString());
        await InvokeAsync(hub, "WatchAgent", other);
        await ExpectAsync(hub, other, "model_unassigned");
    }

    [Theory]
    [InlineData("WatchAgent", Nobody, "404")]
    [InlineData("WatchAgent", "ada", "422")]
    [InlineData("UnwatchAgent", "ada", "422")]
    public async Task What_cannot_be_watched_is_refused(string method, string agent, string status)
    {
        await using var hub = await ConnectAsync();
        var refused = await Assert.ThrowsAsync<HubRefusedException>(() => InvokeAsync(hub, method, agent));
        Assert.Contains(status, refused.Message, StringComparison.Ordinal);
        Assert.Contains(agent, refused.Message, StringComparison.Ordinal);
    }

    private Task<HubClient> ConnectAsync() => HubClient.ConnectAsync(Ground.Server.BaseUri, _patience.Token);

    private Task<JsonElement> InvokeAsync(HubClient hub, string method, string agent) =>
        hub.InvokeAsync(method, [$"\"{agent}\""], _patience.Token);

    private async Task<JsonElement> ExpectAsync(HubClient hub, string agent, string type)
    {
        var call = (await hub.ReadCallAsync(_patience.Token))!;
        Assert.Equal(("ReceiveAgent", agent), (call.Target, call.Arguments[0].GetString()));
        Assert.Equal(type, call.Arguments[1].GetProperty("type").GetString());
        Assert.Equal(["type", "data", "ts"], call.Arguments[1].Known());
        return call.Arguments[1].GetProperty("data");
    }
}
