using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Instances;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>Two servers on one PostgreSQL and one folder of objects: a device is told what was changed at the other one.</summary>
public sealed class AgentInstances(PostgresFixture postgres) : SharedFolderSpec(postgres), IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task Whatever_is_changed_at_the_other_instance_arrives()
    {
        var (here, there) = (Callers[0], Callers[1]);
        var (agent, experiment) = (await AgentCalls.NewAsync(here), await there.NewExperimentAsync());
        var model = await AgentCalls.NewModelAsync(there);
        await using var socket = await AgentSocket.ConnectAsync(Servers[0].BaseUri, agent, _patience.Token);
        await using var hub = await HubClient.ConnectAsync(Servers[0].BaseUri, _patience.Token);
        await hub.InvokeAsync("WatchAgent", [$"\"{agent}\""], _patience.Token);
        await BothAsync("model_unassigned");
        await AgentCalls.JoinAsync(there, experiment, agent);
        await BothAsync("model_unassigned");
        (await AgentCalls.AssignAsync(there, agent, model.Id())).Expect(200);
        await BothAsync("model_assigned");
        (await AgentCalls.ReportAsync(there, agent, AgentCalls.Report("running", model.GetProperty("checksum").GetString()!))).Expect(200);
        await HubAsync("agent_reported");
        (await there.DeleteAsync($"/models/{model.Id()}?force=true")).Expect(204);
        await BothAsync("model_unassigned");
        (await there.DeleteAsync($"/agents/{agent}")).Expect(204);
        await HubAsync("agent_deleted");
        Assert.Null(await socket.ReadAsync(_patience.Token));
        Assert.Equal(4404, socket.End?.Code);

        async Task BothAsync(string type)
        {
            await socket.ExpectAsync(type, _patience.Token);
            await HubAsync(type);
        }

        async Task HubAsync(string type) =>
            Assert.Equal(type, (await hub.ReadCallAsync(_patience.Token))!.Arguments[1].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_device_boots_at_either_instance_and_polls_for_nothing()
    {
        var agent = await AgentCalls.NewAsync(Callers[0], ""","flash_bytes":10""");
        var experiment = await Callers[0].NewExperimentAsync();
        var model = await AgentCalls.NewModelAsync(Callers[0]);
        await AgentCalls.JoinAsync(Callers[1], experiment, agent);
        (await AgentCalls.AssignAsync(Callers[0], agent, model.Id())).ExpectProblem(409, "10");
        (await AgentCalls.PatchAsync(Callers[1], agent, """{"flash_bytes":null,"traits":{"a":{"b":1}}}""")).Expect(200);
        (await AgentCalls.AssignAsync(Callers[0], agent, model.Id())).Expect(200);
        (await AgentCalls.ReportAsync(Callers[1], agent, AgentCalls.Report("failed", AgentCalls.SomeChecksum, "\"no room\""))).Expect(200);
        var one = (await Callers[0].GetAsync($"/agents/{agent}/model")).Expect(200);
        var other = await Callers[1].GetAsync($"/agents/{agent}/model", ("If-None-Match", one.Header("ETag")!));
        Assert.Equal((304, one.Header("ETag")), (other.Status, other.Header("ETag")));
        Assert.Equal(experiment, Assert.Single(one.Json.GetProperty("experiments").EnumerateArray()).Id());
        Assert.Equal(one.Json.GetProperty("size").GetInt64(), (await Anybody.GetAsync(new Uri(one.Json.GetProperty("url").GetString()!))).Expect(200).Body.Length);
        var shown = (await Callers[1].GetAsync($"/agents?model_id={model.Id()}&type=physical")).Expect(200).Json[0];
        Assert.Equal("""{"a":{"b":1}}""", shown.GetProperty("traits").GetRawText());
        Assert.Equal("no room", shown.GetProperty("reported").GetProperty("error").GetString());
        Assert.Equal(agent, Assert.Single((await Callers[1].GetAsync($"/experiments/{experiment}/agents")).Expect(200).Json.EnumerateArray()).Id());
    }
}
