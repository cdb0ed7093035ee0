using System.Security.Cryptography;
using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>Everything that a device needs to start, in one answer.</summary>
public sealed class Boots(AgentGround ground) : AgentSpec(ground)
{
    [Fact]
    public async Task One_answer_holds_the_model_where_its_bytes_are_and_the_experiments()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewModelAsync(Http));
        var experiment = await Http.NewExperimentAsync("evening");
        await AgentCalls.JoinAsync(Http, experiment, agent);
        await Http.PublishAsync(experiment, agent);
        (await AgentCalls.AssignAsync(Http, agent, model.Id())).Expect(200);
        var answer = (await Http.GetAsync($"/agents/{agent}/model")).Expect(200);
        Assert.Equal(answer.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Header("Content-Length"));
        var boot = answer.Json;
        Assert.Equal(
            ["agent_id", "model", "signature", "url", "expires_at", "checksum", "size", "assigned_at", "experiments", "server_time"],
            boot.Known());
        Assert.Equal(model.Id(), boot.GetProperty("model").Id());
        Assert.Equal(model.GetProperty("name").GetString(), boot.GetProperty("model").GetProperty("name").GetString());
        foreach (var member in new[] { "signature", "checksum", "size" })
            Assert.Equal(model.GetProperty(member).GetRawText(), boot.GetProperty(member).GetRawText());
        var part = Assert.Single(boot.GetProperty("experiments").EnumerateArray());
        Assert.Equal((experiment, "evening", "draft", 1), (part.Id(), Text(part, "name"), Text(part, "status"), part.GetProperty("head").GetInt64()));
        Assert.Equal($"/api/v1/ws/experiments/{experiment}", Text(part, "websocket_path"));
        await HoldsTheBytesAsync(boot);
    }

    [Fact]
    public async Task An_agent_without_a_model_learns_so_and_its_experiments()
    {
        var agent = await AgentCalls.NewAsync(Http);
        await AgentCalls.JoinAsync(Http, await Http.NewExperimentAsync(), agent);
        var boot = (await Http.GetAsync($"/agents/{agent}/model")).Expect(200).Json;
        Assert.Equal(["agent_id", "experiments", "server_time"], boot.Known());
        Assert.Equal(1, boot.GetProperty("experiments").GetArrayLength());
    }

    [Fact]
    public async Task A_poll_costs_nothing_until_something_changes_that_matters()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), (await AgentCalls.NewModelAsync(Http)).Id());
        var experiment = await Http.NewExperimentAsync();
        var tag = await ChangesAsync("W/\"before\"");
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        tag = await ChangesAsync(tag);
        await AgentCalls.JoinAsync(Http, experiment, agent);
        tag = await ChangesAsync(tag);
        await Http.PublishAsync(experiment, agent);
        (await AgentCalls.PatchAsync(Http, agent, """{"name":"grace"}""")).Expect(200);
        (await AgentCalls.ReportAsync(Http, agent, AgentCalls.Report("running", AgentCalls.SomeChecksum))).Expect(200);
        await StaysAsync(tag);
        (await Http.PostAsync($"/experiments/{experiment}/start")).Expect(200);
        tag = await ChangesAsync(tag);
        (await Http.PostAsync($"/experiments/{experiment}/stop")).Expect(200);
        tag = await ChangesAsync(tag);
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        tag = await ChangesAsync(tag);
        (await Http.DeleteAsync($"/agents/{agent}/model")).Expect(200);
        await ChangesAsync(tag);

        async Task<string> ChangesAsync(string before)
        {
            var fresh = (await Http.GetAsync($"/agents/{agent}/model", ("If-None-Match", before))).Expect(200).Header("ETag")!;
            Assert.NotEqual(before, fresh);
            await StaysAsync(fresh);
            return fresh;
        }

        async Task StaysAsync(string known)
        {
            var answer = (await Http.GetAsync($"/agents/{agent}/model", ("If-None-Match", $"\"other\", {known}"))).Expect(304);
            Assert.Equal(known, answer.Header("ETag"));
            Assert.Empty(answer.Body);
        }
    }

    [Fact]
    public async Task Only_drafts_and_running_experiments_are_told_newest_first()
    {
        var agent = await AgentCalls.NewAsync(Http);
        var experiments = new List<string>();
        foreach (var name in new[] { "draft", "running", "stopped", "deleted", "left" })
        {
            experiments.Add(await Http.NewExperimentAsync(name));
            await AgentCalls.JoinAsync(Http, experiments[^1], agent);
        }

        foreach (var call in new[] { $"{experiments[1]}/start", $"{experiments[2]}/start", $"{experiments[2]}/stop" })
            (await Http.PostAsync($"/experiments/{call}")).Expect(200);
        (await Http.DeleteAsync($"/experiments/{experiments[3]}")).Expect(204);
        (await Http.DeleteAsync($"/experiments/{experiments[4]}/agents/{agent}")).Expect(204);
        var told = (await Http.GetAsync($"/agents/{agent}/model")).Expect(200).Json.GetProperty("experiments");
        Assert.Equal(["running", "draft"], told.EnumerateArray().Select(one => Text(one, "name")));
        Assert.Equal(["running", "draft"], told.EnumerateArray().Select(one => Text(one, "status")));
    }

    [Fact]
    public async Task A_device_that_nobody_knows_is_404()
    {
        (await Http.GetAsync($"/agents/{Nobody}/model")).ExpectProblem(404, Nobody);
        (await Http.GetAsync($"/agents/{Nobody}/model", ("If-None-Match", "*"))).ExpectProblem(404, Nobody);
        (await Http.GetAsync("/agents/ada/model")).ExpectProblem(422).Blaming("agent_id");
    }

    private static async Task HoldsTheBytesAsync(JsonElement boot)
    {
        var bytes = (await Anybody.GetAsync(new Uri(Text(boot, "url")))).Expect(200).Body;
        Assert.Equal(boot.GetProperty("size").GetInt64(), bytes.Length);
        Assert.Equal(Text(boot, "checksum"), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
