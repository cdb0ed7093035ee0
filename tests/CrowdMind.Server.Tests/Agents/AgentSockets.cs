using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>The bare socket of a device: how it stands when it connects, and each change.</summary>
public sealed class AgentSockets(AgentGround ground) : AgentSpec(ground), IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task What_stands_is_told_first_and_then_each_change_at_once()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewModelAsync(Http));
        await using var socket = await ConnectAsync(agent);
        Assert.Equal(["agent_id", "experiments", "server_time"], (await ExpectAsync(socket, "model_unassigned")).Known());
        (await AgentCalls.AssignAsync(Http, agent, model.Id())).Expect(200);
        var told = await ExpectAsync(socket, "model_assigned");
        Assert.Equal(model.Id(), told.GetProperty("model").Id());
        await IsTheAnswerAsync(agent, told);
        (await Http.DeleteAsync($"/agents/{agent}/model")).Expect(200);
        Assert.True((await ExpectAsync(socket, "model_unassigned")).IsNull("model"));
    }

    [Fact]
    public async Task What_was_changed_while_a_device_was_away_it_is_told_when_it_comes_back()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), (await AgentCalls.NewModelAsync(Http)).Id());
        await using (var socket = await ConnectAsync(agent))
            await ExpectAsync(socket, "model_unassigned");
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        await using var again = await ConnectAsync(agent);
        var told = await ExpectAsync(again, "model_assigned");
        Assert.Equal(model, told.GetProperty("model").Id());
        await IsTheAnswerAsync(agent, told);
    }

    [Fact]
    public async Task A_model_that_is_assigned_again_is_told_again()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), (await AgentCalls.NewModelAsync(Http)).Id());
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        await using var socket = await ConnectAsync(agent);
        var first = await ExpectAsync(socket, "model_assigned");
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        var second = await ExpectAsync(socket, "model_assigned");
        Assert.NotEqual(first.GetProperty("assigned_at").GetString(), second.GetProperty("assigned_at").GetString());
    }

    [Fact]
    public async Task Experiments_that_a_device_takes_part_in_are_told_when_they_change()
    {
        var (agent, experiment) = (await AgentCalls.NewAsync(Http), await Http.NewExperimentAsync());
        await using var socket = await ConnectAsync(agent);
        await ExpectAsync(socket, "model_unassigned");
        await AgentCalls.JoinAsync(Http, experiment, agent);
        Assert.Equal("draft", Status(await ExpectAsync(socket, "model_unassigned")));
        (await Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        Assert.Equal("running", Status(await ExpectAsync(socket, "model_unassigned")));
        (await Http.DeleteAsync($"/experiments/{experiment}/agents/{agent}")).Expect(204);
        Assert.Null(Status(await ExpectAsync(socket, "model_unassigned")));

        static string? Status(JsonElement data) =>
            data.GetProperty("experiments").EnumerateArray().Select(one => one.GetProperty("status").GetString()).SingleOrDefault();
    }

    [Fact]
    public async Task What_does_not_matter_to_a_device_is_not_told()
    {
        var (agent, experiment) = (await AgentCalls.NewAsync(Http), await Http.NewExperimentAsync());
        await AgentCalls.JoinAsync(Http, experiment, agent);
        await using var socket = await ConnectAsync(agent);
        await ExpectAsync(socket, "model_unassigned");
        (await AgentCalls.ReportAsync(Http, agent, AgentCalls.Report("running", AgentCalls.SomeChecksum))).Expect(200);
        (await AgentCalls.PatchAsync(Http, agent, """{"name":"grace"}""")).Expect(200);
        await Http.PublishAsync(experiment, agent);
        (await AgentCalls.AssignAsync(Http, agent, (await AgentCalls.NewModelAsync(Http)).Id())).Expect(200);
        await ExpectAsync(socket, "model_assigned");
    }

    [Fact]
    public async Task A_ping_is_answered_and_what_means_nothing_is_ignored()
    {
        await using var socket = await ConnectAsync(await AgentCalls.NewAsync(Http));
        await ExpectAsync(socket, "model_unassigned");
        foreach (var text in new[] { "", "ping", "[]", "null", "{}", """{"type":7}""", """{"type":"reaction"}""", """{"type":"pi""", """{"type":"ping"}""" })
            await socket.SendAsync(text, _patience.Token);
        await ExpectAsync(socket, "pong");
        await socket.SendAsync("""{ "ref":1, "type":"ping" }""", _patience.Token);
        await ExpectAsync(socket, "pong");
    }

    [Fact]
    public async Task A_message_that_is_too_large_closes_the_socket()
    {
        await using var socket = await ConnectAsync(await AgentCalls.NewAsync(Http));
        await ExpectAsync(socket, "model_unassigned");
        await socket.SendAsync(new string('x', Limits.TokenCharacters + Limits.EnvelopeBytes + 1), _patience.Token);
        Assert.Null(await socket.ReadAsync(_patience.Token));
        Assert.Equal(1009, socket.End?.Code);
    }

    [Fact]
    public async Task A_deleted_device_s_socket_is_closed_for_good()
    {
        var agent = await AgentCalls.NewAsync(Http);
        await using var socket = await ConnectAsync(agent);
        await ExpectAsync(socket, "model_unassigned");
        (await Http.DeleteAsync($"/agents/{agent}")).Expect(204);
        Assert.Null(await socket.ReadAsync(_patience.Token));
        Assert.Equal(4404, socket.End?.Code);
    }

    [Theory]
    [InlineData(Nobody, 404)]
    [InlineData("ada", 422)]
    public async Task Nobody_s_socket_is_refused_before_the_upgrade(string agent, int status)
    {
        var refused = await Assert.ThrowsAsync<FollowRefusedException>(() => ConnectAsync(agent));
        Assert.Equal(status, refused.Status);
        Assert.Contains(agent, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_request_is_told_what_the_address_speaks()
    {
        var answer = await Http.GetAsync($"/ws/agents/{await AgentCalls.NewAsync(Http)}");
        Requests.Problems.ExpectProblem(answer, 400, "WebSocket");
    }

    [Fact]
    public async Task A_server_that_stops_says_so()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Requests.Caller(server.BaseUri);
        await using var socket = await AgentSocket.ConnectAsync(server.BaseUri, await AgentCalls.NewAsync(http), _patience.Token);
        await ExpectAsync(socket, "model_unassigned");
        var ending = socket.ReadAsync(_patience.Token);
        Assert.Equal(0, (await server.StopAsync()).ExitCode);
        Assert.Null(await ending);
        Assert.Equal(1001, socket.End?.Code);
    }

    private Task<AgentSocket> ConnectAsync(string agent) => AgentSocket.ConnectAsync(Ground.Server.BaseUri, agent, _patience.Token);

    private Task<JsonElement> ExpectAsync(AgentSocket socket, string type) => socket.ExpectAsync(type, _patience.Token);

    /// <summary>Holds that what was told is what GET answers, but for what moves by itself.</summary>
    private async Task IsTheAnswerAsync(string agent, JsonElement told)
    {
        var answer = (await Http.GetAsync($"/agents/{agent}/model")).Expect(200).Json;
        string[] moving = ["url", "expires_at", "server_time"];
        Assert.Equal(answer.EnumerateObject().Select(one => one.Name), told.EnumerateObject().Select(one => one.Name));
        foreach (var member in answer.EnumerateObject().Where(one => !moving.Contains(one.Name)))
            Assert.Equal(member.Value.GetRawText(), told.GetProperty(member.Name).GetRawText());
        var bytes = (await Anybody.GetAsync(new Uri(told.GetProperty("url").GetString()!))).Expect(200).Body;
        Assert.Equal(answer.GetProperty("size").GetInt64(), bytes.Length);
    }
}
