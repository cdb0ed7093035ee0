using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Api;

public sealed class ExperimentRoutes(ApiGround ground) : ApiSpec(ground)
{
    private static readonly string[] Fields =
        ["id", "name", "status", "scenario", "started_at", "ended_at", "created_at", "last_seq"];

    [Fact]
    public async Task A_created_experiment_is_a_draft_with_an_empty_log()
    {
        var answer = (await Http.PostAsync(
            "/experiments", """{"name":"Fire drill","scenario":{"exits":3,"doors":[]},"more":1}""")).Expect(201);
        var experiment = answer.Json;
        Assert.Subset(Members(experiment).ToHashSet(), Fields.ToHashSet());
        var id = FreshId(experiment);
        Instant(experiment, "created_at");
        Assert.Equal("Fire drill", experiment.GetProperty("name").GetString());
        Assert.Equal("draft", experiment.GetProperty("status").GetString());
        Assert.Equal("""{"exits":3,"doors":[]}""", experiment.GetProperty("scenario").GetRawText());
        Assert.Equal(JsonValueKind.Null, experiment.GetProperty("started_at").ValueKind);
        Assert.Equal(JsonValueKind.Null, experiment.GetProperty("ended_at").ValueKind);
        Assert.Equal(0, experiment.GetProperty("last_seq").GetInt64());
        Assert.Equal(answer.Text, (await Http.GetAsync($"/experiments/{id}")).Expect(200).Text);
        Assert.Equal($"/api/v1/experiments/{id}", new Uri(Http.BaseUri, answer.Header("Location") ?? "").AbsolutePath);
    }

    [Fact]
    public async Task A_scenario_may_be_left_out()
    {
        var experiment = (await Http.PostAsync("/experiments", """{"name":"bare"}""")).Expect(201).Json;
        Assert.True(experiment.TryGetProperty("scenario", out _));
    }

    [Fact]
    public async Task Start_and_stop_and_start_again_move_status_times_and_head()
    {
        var id = await Http.NewExperimentAsync();
        var started = (await Http.PostAsync($"/experiments/{id}/start")).Expect(200).Json;
        Assert.Equal(id, started.GetProperty("id").GetString());
        Assert.Equal("running", started.GetProperty("status").GetString());
        Assert.NotEqual("", started.GetProperty("message").GetString());
        var running = await ReadAsync(id);
        var firstStart = Instant(running, "started_at");
        Assert.Equal(JsonValueKind.Null, running.GetProperty("ended_at").ValueKind);
        Assert.Equal(1, running.GetProperty("last_seq").GetInt64());

        var stopped = (await Http.PostAsync($"/experiments/{id}/stop")).Expect(200).Json;
        Assert.Equal("stopped", stopped.GetProperty("status").GetString());
        Assert.NotEqual("", stopped.GetProperty("message").GetString());
        var ended = await ReadAsync(id);
        Assert.True(Instant(ended, "ended_at") >= firstStart);
        Assert.Equal(firstStart, Instant(ended, "started_at"));
        Assert.Equal(2, ended.GetProperty("last_seq").GetInt64());

        (await Http.PostAsync($"/experiments/{id}/start")).Expect(200);
        var again = await ReadAsync(id);
        Assert.Equal("running", again.GetProperty("status").GetString());
        Assert.True(Instant(again, "started_at") >= Instant(ended, "ended_at"));
        Assert.Equal(JsonValueKind.Null, again.GetProperty("ended_at").ValueKind);
        Assert.Equal(3, again.GetProperty("last_seq").GetInt64());
    }

    [Fact]
    public async Task A_start_of_a_running_and_a_stop_of_a_resting_experiment_are_conflicts()
    {
        var id = await Http.NewExperimentAsync();
        (await Http.PostAsync($"/experiments/{id}/stop")).ExpectProblem(409, "draft");
        (await Http.PostAsync($"/experiments/{id}/start")).Expect(200);
        (await Http.PostAsync($"/experiments/{id}/start")).ExpectProblem(409, "running");
        (await Http.PostAsync($"/experiments/{id}/stop")).Expect(200);
        (await Http.PostAsync($"/experiments/{id}/stop")).ExpectProblem(409, "stopped");
        Assert.Equal(2, await Http.HeadAsync(id));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("stop")]
    public async Task Of_twenty_at_once_one_wins(string action)
    {
        var id = await Http.NewExperimentAsync();
        if (action == "stop")
            (await Http.PostAsync($"/experiments/{id}/start")).Expect(200);
        var head = await Http.HeadAsync(id);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Http.PostAsync($"/experiments/{id}/{action}")));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.ExpectProblem(409));
        Assert.Equal(head + 1, await Http.HeadAsync(id));
    }

    [Fact]
    public async Task Starts_and_stops_are_events_of_the_log_with_the_experiment_as_it_then_was()
    {
        var id = await Http.NewExperimentAsync("told");
        (await Http.PostAsync($"/experiments/{id}/start")).Expect(200);
        (await Http.PostAsync($"/experiments/{id}/stop")).Expect(200);
        var lines = (await Http.GetAsync($"/experiments/{id}/export")).Expect(200).Text.Split('\n')[..2];
        var events = lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        var then = events.Select(e => e.GetProperty("data")).ToArray();
        Assert.Equal(["experiment_started", "experiment_stopped"], events.Select(e => Text(e, "type")));
        Assert.Equal(["running", "stopped"], then.Select(e => Text(e, "status")));
        Assert.Equal([1, 2], then.Select(e => e.GetProperty("last_seq").GetInt32()));
        Assert.Equal((await Http.GetAsync($"/experiments/{id}")).Text, then[1].GetRawText());
        Assert.Equal(Text(events[0], "ts"), Text(then[0], "started_at"));
        Assert.Equal(Text(events[1], "ts"), Text(then[1], "ended_at"));
    }

    [Fact]
    public async Task Drafts_and_running_experiments_take_reactions_and_stopped_ones_do_not()
    {
        var id = await Http.NewExperimentAsync();
        await Http.PublishAsync(id, Ground.Agent);
        (await Http.PostAsync($"/experiments/{id}/start")).Expect(200);
        await Http.PublishAsync(id, Ground.Agent);
        (await Http.PostAsync($"/experiments/{id}/stop")).Expect(200);
        (await Http.PostAsync("/reactions", Caller.Reaction(id, Ground.Agent, "{}"))).ExpectProblem(409, "stopped");
        (await Http.PostAsync($"/experiments/{id}/start")).Expect(200);
        Assert.Equal(6, (await Http.PublishAsync(id, Ground.Agent)).Json.GetProperty("seq").GetInt32());
    }

    [Fact]
    public async Task A_deleted_experiment_is_gone_with_its_log()
    {
        var id = await Http.NewExperimentAsync();
        await Http.PublishManyAsync(id, Ground.Agent, 3);
        Assert.Empty((await Http.DeleteAsync($"/experiments/{id}")).Expect(204).Body);
        (await Http.DeleteAsync($"/experiments/{id}")).ExpectProblem(404, id);
        foreach (var path in new[] { "", "/reactions", "/export", "/events" })
            (await Http.GetAsync($"/experiments/{id}{path}")).ExpectProblem(404, id);
        (await Http.PostAsync($"/experiments/{id}/start")).ExpectProblem(404, id);
        (await Http.PostAsync("/reactions", Caller.Reaction(id, Ground.Agent, "{}"))).ExpectProblem(404, id);
    }

    private async Task<JsonElement> ReadAsync(string id) =>
        (await Http.GetAsync($"/experiments/{id}")).Expect(200).Json;

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();
}
