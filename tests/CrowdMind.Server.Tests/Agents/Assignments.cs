using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>Giving agents models, and taking them away.</summary>
public sealed class Assignments(AgentGround ground) : AgentSpec(ground)
{
    [Fact]
    public async Task An_assigned_model_is_the_agent_s_desired_one()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewModelAsync(Http));
        var answer = (await AgentCalls.AssignAsync(Http, agent, model.Id())).Expect(200).Json;
        Assert.Equal(["agent_id", "model_id", "message"], answer.EnumerateObject().Select(one => one.Name));
        Assert.Equal((agent, model.Id()), (answer.GetProperty("agent_id").GetString(), answer.GetProperty("model_id").GetString()));
        var shown = (await Http.GetAsync($"/agents/{agent}")).Expect(200).Json;
        Assert.Equal(model.Id(), shown.GetProperty("current_model_id").GetString());
        Assert.Equal(["model_id", "checksum", "assigned_at"], shown.GetProperty("desired").Known());
        Assert.Equal(model.GetProperty("checksum").GetString(), shown.GetProperty("desired").GetProperty("checksum").GetString());
    }

    [Fact]
    public async Task A_model_is_assigned_by_its_alias_too_whatever_its_name()
    {
        var (agent, name) = (await AgentCalls.NewAsync(Http), $"a/b%2F@ {AgentCalls.NewName()}");
        var (old, next) = (await AgentCalls.NewModelAsync(Http, name), await AgentCalls.NewModelAsync(Http, name, "2.0", seed: 2));
        foreach (var (version, model) in new[] { ("1.0", old), ("2.0", next) })
        {
            (await Http.SendAsync(
                "PUT", $"/models/{Uri.EscapeDataString(name)}/aliases/champion", Caller.JsonBody($$"""{"version":"{{version}}"}"""))).Expect(200);
            var answer = (await AgentCalls.AssignAsync(Http, agent, Uri.EscapeDataString(name + "@champion"))).Expect(200).Json;
            Assert.Equal(model.Id(), answer.GetProperty("model_id").GetString());
        }
    }

    [Fact]
    public async Task A_model_without_a_file_is_not_assigned_even_by_force()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewEmptyModelAsync(Http));
        (await AgentCalls.AssignAsync(Http, agent, model)).ExpectProblem(409, model, "no file");
        (await AgentCalls.AssignAsync(Http, agent, model, "?force=true")).ExpectProblem(409, model, "no file");
        Assert.True((await Http.GetAsync($"/agents/{agent}")).Json.IsNull("desired"));
    }

    [Fact]
    public async Task A_model_that_does_not_fit_is_refused_with_both_numbers_and_assigned_by_force()
    {
        var model = await AgentCalls.NewModelAsync(Http);
        var (size, arena) = (model.GetProperty("size").GetInt64(), model.GetProperty("signature").GetProperty("arena_bytes").GetInt64());
        var agent = await AgentCalls.NewAsync(
            Http, $$""","flash_bytes":{{size - 1}},"memory_bytes":{{arena - 1}},"supported_operators":["fully_connected"]""");
        var problem = (await AgentCalls.AssignAsync(Http, agent, model.Id()))
            .ExpectProblem(409, model.Id(), $"{size}", $"{size - 1}", $"{arena}", $"{arena - 1}", "SOFTMAX");
        Assert.DoesNotContain("FULLY_CONNECTED", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal((size, size - 1), (problem.Detail("size").GetInt64(), problem.Detail("flash_bytes").GetInt64()));
        Assert.Equal((arena, arena - 1), (problem.Detail("arena_bytes").GetInt64(), problem.Detail("memory_bytes").GetInt64()));
        Assert.Equal(1, problem.Detail("unsupported_operators").GetInt64());
        (await AgentCalls.AssignAsync(Http, agent, model.Id(), "?force=false")).ExpectProblem(409);
        (await AgentCalls.AssignAsync(Http, agent, model.Id(), "?force=true")).Expect(200);
    }

    [Fact]
    public async Task A_model_that_just_fits_is_assigned()
    {
        var model = await AgentCalls.NewModelAsync(Http);
        var (size, arena) = (model.GetProperty("size").GetInt64(), model.GetProperty("signature").GetProperty("arena_bytes").GetInt64());
        var agent = await AgentCalls.NewAsync(
            Http, $$""","flash_bytes":{{size}},"memory_bytes":{{arena}},"supported_operators":["FULLY_CONNECTED@9","SOFTMAX"]""");
        (await AgentCalls.AssignAsync(Http, agent, model.Id())).Expect(200);
    }

    [Theory]
    [InlineData("DELETE", "/model")]
    [InlineData("POST", "/unassign-model")]
    public async Task A_model_is_taken_from_an_agent_and_what_is_not_there_too(string verb, string path)
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewModelAsync(Http));
        (await AgentCalls.AssignAsync(Http, agent, model.Id())).Expect(200);
        for (var time = 0; time < 2; time++)
        {
            var answer = (await Http.SendAsync(verb, $"/agents/{agent}{path}", null)).Expect(200).Json;
            Assert.Equal(agent, answer.GetProperty("agent_id").GetString());
            Assert.True(answer.IsNull("model_id"));
            Assert.True((await Http.GetAsync($"/agents/{agent}")).Json.IsNull("desired"));
        }

        (await Http.SendAsync(verb, $"/agents/{Nobody}{path}", null)).ExpectProblem(404, Nobody);
        (await Http.SendAsync(verb, $"/agents/ada{path}", null)).ExpectProblem(422).Blaming("agent_id");
    }

    [Fact]
    public async Task A_deleted_model_is_taken_from_its_agents()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), (await AgentCalls.NewModelAsync(Http)).Id());
        (await AgentCalls.AssignAsync(Http, agent, model)).Expect(200);
        (await Http.DeleteAsync($"/models/{model}")).ExpectProblem(409, model);
        (await Http.DeleteAsync($"/models/{model}?force=true")).Expect(204);
        Assert.True((await Http.GetAsync($"/agents/{agent}")).Json.IsNull("current_model_id"));
        Assert.True((await Http.GetAsync($"/agents/{agent}/model")).Expect(200).Json.IsNull("model"));
        (await AgentCalls.AssignAsync(Http, agent, model)).ExpectProblem(404, model);
    }

    [Fact]
    public async Task Who_or_what_is_not_there_is_404_and_what_makes_no_sense_422()
    {
        var (agent, model) = (await AgentCalls.NewAsync(Http), (await AgentCalls.NewModelAsync(Http)).Id());
        (await AgentCalls.AssignAsync(Http, Nobody, model)).ExpectProblem(404, "agent", Nobody);
        (await AgentCalls.AssignAsync(Http, agent, Nobody)).ExpectProblem(404, "model", Nobody);
        (await AgentCalls.AssignAsync(Http, agent, "mood@nobody")).ExpectProblem(404, "nobody");
        (await AgentCalls.AssignAsync(Http, agent, "mood")).ExpectProblem(422, "mood");
        (await AgentCalls.AssignAsync(Http, "ada", model)).ExpectProblem(422).Blaming("agent_id");
        (await AgentCalls.AssignAsync(Http, agent, model, "?force=1")).ExpectProblem(422, "'1'").Blaming("force");
        Assert.True((await Http.GetAsync($"/agents/{agent}")).Json.IsNull("desired"));
    }
}
