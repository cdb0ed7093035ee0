using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Agents;

/// <summary>Which agents take part in an experiment.</summary>
public sealed class Participants(AgentGround ground) : AgentSpec(ground)
{
    [Fact]
    public async Task Who_takes_part_is_said_said_again_listed_and_taken_back()
    {
        var experiment = await Http.NewExperimentAsync();
        var (old, young) = (await AgentCalls.NewAsync(Http), await AgentCalls.NewAsync(Http));
        foreach (var agent in new[] { young, old, old })
            await AgentCalls.JoinAsync(Http, experiment, agent);
        var listed = (await Http.GetAsync($"/experiments/{experiment}/agents?limit=1")).Expect(200);
        Assert.Equal([young], listed.Json.EnumerateArray().Select(agent => agent.Id()));
        Assert.Equal("2", listed.Header("X-Total-Count"));
        Assert.Contains("rel=\"next\"", listed.Header("Link"), StringComparison.Ordinal);
        (await Http.DeleteAsync($"/experiments/{experiment}/agents/{young}")).Expect(204);
        (await Http.DeleteAsync($"/experiments/{experiment}/agents/{young}")).ExpectProblem(404, young, "take part");
        Assert.Equal(old, Assert.Single((await Http.GetAsync($"/experiments/{experiment}/agents")).Json.EnumerateArray()).Id());
    }

    [Fact]
    public async Task Taking_part_ends_with_the_agent()
    {
        var (experiment, agent) = (await Http.NewExperimentAsync(), await AgentCalls.NewAsync(Http));
        await AgentCalls.JoinAsync(Http, experiment, agent);
        (await Http.DeleteAsync($"/agents/{agent}")).Expect(204);
        Assert.Empty((await Http.GetAsync($"/experiments/{experiment}/agents")).Expect(200).Json.EnumerateArray());
    }

    [Fact]
    public async Task Who_does_not_take_part_may_publish_all_the_same()
    {
        var (experiment, agent) = (await Http.NewExperimentAsync(), await AgentCalls.NewAsync(Http));
        await Http.PublishAsync(experiment, agent);
    }

    [Fact]
    public async Task Who_or_what_is_not_there_is_404_and_what_is_no_id_422()
    {
        var (experiment, agent) = (await Http.NewExperimentAsync(), await AgentCalls.NewAsync(Http));
        foreach (var verb in new[] { "PUT", "DELETE" })
        {
            (await Http.SendAsync(verb, $"/experiments/{Nobody}/agents/{agent}", null)).ExpectProblem(404, Nobody);
            (await Http.SendAsync(verb, $"/experiments/{experiment}/agents/{Nobody}", null)).ExpectProblem(404, Nobody);
            (await Http.SendAsync(verb, $"/experiments/crowd/agents/{agent}", null)).ExpectProblem(422).Blaming("experiment_id");
            (await Http.SendAsync(verb, $"/experiments/{experiment}/agents/ada", null)).ExpectProblem(422).Blaming("agent_id");
        }

        (await Http.GetAsync($"/experiments/{Nobody}/agents")).ExpectProblem(404, Nobody);
        (await Http.GetAsync("/experiments/crowd/agents")).ExpectProblem(422).Blaming("experiment_id");
        (await Http.GetAsync($"/experiments/{experiment}/agents?limit=0")).ExpectProblem(422).Blaming("limit");
    }
}
