using CrowdMind.TestKit;

namespace CrowdMind.Browser.Tests.AgentWeb;

/// <summary>The page that becomes an agent, for whoever opens it.</summary>
public sealed class AgentPageTests(AgentWebGround ground) : IClassFixture<AgentWebGround>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_new_agent_waits_for_a_model_starts_it_and_then_another()
    {
        var (experiment, dataset) = (await ground.ExperimentAsync(), await ground.DatasetAsync(500));
        await using var page = await ground.NewPageAsync();
        await page.OpenAsync();
        await page.Page.Locator("#name").FillAsync("a phone");
        await page.Page.Locator("#enrol button").ClickAsync();
        await page.StatusAsync("Waiting for a model.");
        Assert.Empty(await page.AccessibilityFaultsAsync());
        var agent = Guid.Parse(await page.Page.Locator("#agent").InnerTextAsync());
        var known = (await ground.Rest.SendAsync(HttpMethod.Get, $"agents/{agent}", null)).Expect(200).Json;
        Assert.Equal(("a phone", "physical"), ($"{known.GetProperty("name")}", $"{known.GetProperty("type")}"));
        await ground.TrainAsync(dataset, agent, "--epochs", "1", "--version", "first");
        await page.ShowsAsync("#facts", "first");
        await page.StatusAsync("Running.");
        await ground.TrainAsync(dataset, agent, "--epochs", "2", "--version", "second");
        await page.ShowsAsync("#facts", "second");
        await page.StatusAsync("Running.");

        await page.Page.Locator("#experiment").SelectOptionAsync($"{experiment}");
        await page.Page.Locator("input[name=noise]").FillAsync("2.5");
        await page.Page.Locator("#by-hand button").ClickAsync();
        await page.ShowsAsync("#said", "%");
        Assert.Empty(await page.AccessibilityFaultsAsync());
        var last = (await ground.Rest.ExportAsync(experiment))[^1];
        Assert.Equal(agent, last.Data.GetProperty("agent_id").GetGuid());
        Assert.Contains("\"input\":{\"noise\":2.5,\"movement\":0,\"density\":0,\"heat\":0}", last.Payload, StringComparison.Ordinal);

        await page.OpenAsync();
        await page.ShowsAsync("#agent", $"{agent}");
    }

    [Fact]
    public async Task Texts_are_reacted_to_word_by_word()
    {
        var (agent, experiment) = (await ground.Rest.CreateAgentAsync(), await ground.ExperimentAsync());
        var dataset = (await ground.Rest.PostAsync("datasets", """{"name":"texts"}""")).Expect(201).Json.GetProperty("id").GetGuid();
        (await ground.Rest.PostAsync($"datasets/{dataset}/generate?n=1000&seed=1", "")).Expect(200);
        var expected = await ground.TrainAsync(dataset, agent);
        await using var page = await ground.NewPageAsync();
        await page.OpenAsync(agent, experiment);
        await page.StatusAsync("Running.");
        await page.ReactToRowsAsync("100");
        await page.ShowsAsync("#tally", $"of {expected.Count} right. Done.");

        var said = (await ground.Rest.ExportAsync(experiment)).Where(one => one.IsReaction).Select(one => one.Data.GetProperty("payload"));
        Assert.All(said, one => Assert.Equal($"{expected[$"{one.GetProperty("row")}"].GetProperty("label")}", $"{one.GetProperty("predicted")}"));
    }

    [Fact]
    public async Task A_model_is_verified_also_where_the_browser_has_no_cryptography()
    {
        var (agent, experiment, dataset) = (await ground.Rest.CreateAgentAsync(), await ground.ExperimentAsync(), await ground.DatasetAsync(500));
        await ground.TrainAsync(dataset, agent, "--epochs", "1");
        await using var page = await ground.NewPageAsync();

        // As over http from another machine, which is no "secure context".
        await page.Page.AddInitScriptAsync("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });");
        await page.OpenAsync(agent, experiment);
        await page.StatusAsync("Running.");
        Assert.Equal("running", $"{(await ground.ReportedAsync(agent)).GetProperty("state")}");
    }

    [Fact]
    public async Task A_file_that_is_not_the_assigned_one_is_not_run_and_the_server_is_told()
    {
        var (agent, experiment, dataset) = (await ground.Rest.CreateAgentAsync(), await ground.ExperimentAsync(), await ground.DatasetAsync(500));
        await ground.TrainAsync(dataset, agent, "--epochs", "1");
        await using var page = await ground.NewPageAsync();
        await page.Page.RouteAsync("**/objects/**", async route =>
        {
            var answer = await route.FetchAsync();
            var bytes = await answer.BodyAsync();
            bytes[^1] ^= 1;
            await route.FulfillAsync(new() { Response = answer, BodyBytes = bytes });
        });
        await page.OpenAsync(agent, experiment);
        await page.StatusAsync("The model's file is another than was assigned");
        await Eventually.TrueAsync(
            async () => $"{(await ground.ReportedAsync(agent)).GetProperty("state")}" == "failed", Patience, () => "the server was told");
    }

    [Fact]
    public async Task A_stopped_experiment_and_an_unknown_agent_are_said_in_the_servers_words()
    {
        var (agent, experiment, dataset) = (await ground.Rest.CreateAgentAsync(), await ground.ExperimentAsync(), await ground.DatasetAsync(500));
        await ground.TrainAsync(dataset, agent, "--epochs", "1");
        await using var page = await ground.NewPageAsync();
        await page.OpenAsync(agent, experiment);
        await page.StatusAsync("Running.");
        (await ground.Rest.StopAsync(experiment)).Expect(200);
        await page.ReactToRowsAsync("20");
        await page.StatusAsync($"Experiment {experiment} is stopped");

        await page.OpenAsync(experiment, experiment);
        await page.StatusAsync($"There is no agent {experiment}.");
    }
}
