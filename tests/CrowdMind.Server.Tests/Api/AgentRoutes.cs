using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

public sealed class AgentRoutes(ApiGround ground) : ApiSpec(ground)
{
    private static readonly string[] Fields = ["id", "name", "type", "traits", "current_model_id", "created_at"];

    [Theory]
    [InlineData("digital")]
    [InlineData("physical")]
    public async Task A_created_agent_is_answered_whole(string type)
    {
        var answer = (await Http.PostAsync(
            "/agents", $$$"""{"name":"Ada","type":"{{{type}}}","traits":{"mood":"calm","n":1.50}}""")).Expect(201);
        var agent = answer.Json;
        Assert.Equal("application/json", answer.MediaType);
        Assert.Subset(Members(agent).ToHashSet(), Fields.ToHashSet());
        FreshId(agent);
        Instant(agent, "created_at");
        Assert.Equal("Ada", agent.GetProperty("name").GetString());
        Assert.Equal(type, agent.GetProperty("type").GetString());
        Assert.Equal("""{"mood":"calm","n":1.50}""", agent.GetProperty("traits").GetRawText());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, agent.GetProperty("current_model_id").ValueKind);
    }

    [Theory]
    [InlineData("""{"name":"Ada","type":"digital"}""")]
    [InlineData("""{"name":"Ada","type":"digital","traits":null}""")]
    [InlineData("""{"name":"Ada","type":"digital","unknown":[1,{"x":2}]}""")]
    [InlineData("""{"type":"digital","name":"Ada"}""")]
    public async Task Traits_may_be_left_out_and_what_is_not_known_is_ignored(string body)
    {
        var agent = (await Http.PostAsync("/agents", body)).Expect(201).Json;
        Assert.Equal("Ada", agent.GetProperty("name").GetString());
        Assert.True(agent.TryGetProperty("traits", out _));
        Assert.False(agent.TryGetProperty("unknown", out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    public async Task A_name_has_1_to_255_characters(int length)
    {
        var name = new string('ž', length);
        var agent = (await Http.PostAsync("/agents", $$"""{"name":"{{name}}","type":"digital"}""")).Expect(201).Json;
        Assert.Equal(name, agent.GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_agent_is_read_as_it_was_created()
    {
        var created = (await Http.PostAsync(
            "/agents", """{"name":"Grace 🦊","type":"physical","traits":{"a":[1,{}]}}""")).Expect(201);
        var id = created.Json.GetProperty("id").GetString();
        var read = (await Http.GetAsync($"/agents/{id}")).Expect(200);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(created.Text, (await Http.GetAsync($"/agents/{id!.ToUpperInvariant()}")).Expect(200).Text);
    }

    [Fact]
    public async Task The_answer_says_where_the_new_agent_is()
    {
        var created = (await Http.PostAsync("/agents", """{"name":"Ada","type":"digital"}""")).Expect(201);
        var where = new Uri(Http.BaseUri, created.Header("Location") ?? "").AbsolutePath;
        Assert.Equal($"/api/v1/agents/{created.Json.GetProperty("id").GetString()}", where);
    }

    [Fact]
    public async Task A_deleted_agent_is_gone_and_its_reactions_stay()
    {
        var agent = await Http.NewAgentAsync("leaving");
        var experiment = await Http.NewExperimentAsync();
        await Http.PublishAsync(experiment, agent);
        var deleted = (await Http.DeleteAsync($"/agents/{agent}")).Expect(204);
        Assert.Empty(deleted.Body);
        (await Http.GetAsync($"/agents/{agent}")).ExpectProblem(404, agent);
        (await Http.DeleteAsync($"/agents/{agent}")).ExpectProblem(404, agent);
        (await Http.PostAsync("/reactions", Caller.Reaction(experiment, agent, "{}"))).ExpectProblem(404, agent);
        var left = (await Http.GetAsync($"/experiments/{experiment}/reactions")).Expect(200).Json;
        Assert.Equal(agent, left.GetProperty("reactions")[0].GetProperty("agent_id").GetString());
    }
}
