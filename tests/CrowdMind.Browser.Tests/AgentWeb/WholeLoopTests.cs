using System.Text.Json;
using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.AgentWeb;

/// <summary>From a dataset to a trained model, to an agent that runs it, to what its experiment hears of it.</summary>
public sealed class WholeLoopTests(AgentWebGround ground) : IClassFixture<AgentWebGround>
{
    private const double ScoresDifferBy = 1e-4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_browser_says_what_the_trainer_says_and_is_mostly_right()
    {
        var (agent, experiment, dataset) = (await ground.Rest.CreateAgentAsync(), await ground.ExperimentAsync(), await ground.DatasetAsync(2000));
        var expected = await ground.TrainAsync(dataset, agent);
        await using var dashboard = await Visit.ToAsync(ground.Browser, ground.Server.BaseUri, $"experiments/{experiment}");
        await using var page = await ground.NewPageAsync();
        await page.OpenAsync(agent, experiment);
        await page.StatusAsync("Running.");
        await page.ReactToRowsAsync("100");
        await page.ShowsAsync("#tally", $"of {expected.Count} right. Done.");
        await SeenAsync(dashboard, head: expected.Count + 1);

        var said = await SaidAsync(experiment);
        Assert.Equal(expected.Keys.Order(), said.Keys.Order());
        Assert.All(said, row => AssertSame(expected[row.Key], row.Value));
        var right = said.Values.Count(one => $"{one.GetProperty("predicted")}" == $"{one.GetProperty("truth")}");
        Assert.InRange(right / (double)said.Count, 0.85, 1);
        var reported = await ground.ReportedAsync(agent);
        Assert.Equal("running", $"{reported.GetProperty("state")}");
        var participants = await ground.Rest.SendAsync(HttpMethod.Get, $"experiments/{experiment}/agents", null);
        Assert.Equal($"{agent}", $"{participants.Expect(200).Json[0].GetProperty("id")}");
    }

    [Fact]
    public async Task A_killed_server_costs_no_reaction_and_doubles_none()
    {
        var (agent, experiment, dataset) = (await ground.Rest.CreateAgentAsync(), await ground.ExperimentAsync(), await ground.DatasetAsync(1000));
        var expected = await ground.TrainAsync(dataset, agent, "--epochs", "5");
        await using var page = await ground.NewPageAsync();
        await page.OpenAsync(agent, experiment);
        await page.StatusAsync("Running.");
        await page.ReactToRowsAsync("100");
        await Eventually.TrueAsync(async () => await HeadAsync(experiment) > 20, Patience, () => "some reactions came");
        await ground.Server.KillAsync();
        await ground.Server.RestartAsync();
        await page.ShowsAsync("#tally", $"of {expected.Count} right. Done.");

        Assert.Equal(expected.Keys.Order(), (await SaidAsync(experiment)).Keys.Order());
    }

    /// <summary>The dashboard has all of it: the log to its head, what was predicted, and who takes part with which model.</summary>
    private static async Task SeenAsync(Visit dashboard, int head)
    {
        await Expect(dashboard.Page.Locator(".connection")).ToHaveAttributeAsync("data-seq", $"{head}");
        await Expect(dashboard.Page.Locator(".log-view")).ToContainTextAsync($"#{head}");
        await dashboard.Page.GetByLabel("Field of the payload").SelectOptionAsync("predicted");
        foreach (var label in new[] { "calm", "excited", "angry" })
            await Expect(dashboard.Page.Locator(".bars")).ToContainTextAsync(label);
        await Expect(dashboard.Page.Locator(".lines")).ToContainTextAsync("Ada");
        await dashboard.PictureAsync("whole-loop");
    }

    private async Task<long> HeadAsync(Guid experiment) =>
        (await ground.Rest.ExperimentAsync(experiment)).Expect(200).Json.GetProperty("last_seq").GetInt64();

    /// <summary>What the experiment's log has of each row; fails when one comes twice.</summary>
    private async Task<Dictionary<string, JsonElement>> SaidAsync(Guid experiment)
    {
        var log = await ground.Rest.ExportAsync(experiment);
        return log.Where(one => one.IsReaction).Select(one => one.Data.GetProperty("payload")).ToDictionary(one => $"{one.GetProperty("row")}");
    }

    private static void AssertSame(JsonElement expected, JsonElement said)
    {
        Assert.Equal($"{expected.GetProperty("label")}", $"{said.GetProperty("predicted")}");
        var scores = expected.GetProperty("scores").EnumerateArray().Select(score => score.GetDouble());
        var others = said.GetProperty("scores").EnumerateObject().Select(score => score.Value.GetDouble());
        Assert.All(scores.Zip(others), pair => Assert.Equal(pair.First, pair.Second, ScoresDifferBy));
    }
}
