using System.Globalization;
using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit.Wire;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>Experiments: made, started, seen live, stopped, deleted, all in the browser.</summary>
public sealed class ExperimentTests(BrowserFixture here) : IClassFixture<BrowserFixture>, IDisposable
{
    private readonly RestClient _rest = new(here.Server.BaseUri);

    [Fact]
    public async Task An_experiment_is_made_started_and_its_reactions_are_seen_as_they_come()
    {
        await using var visit = await Visit.ToAsync(here, "experiments");
        var page = visit.Page;
        await page.GetByRole(Role.Button, new() { Name = "New experiment" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Evening crowd");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.GetByRole(Role.Heading, new() { Level = 1 })).ToContainTextAsync("Evening crowd");
        await Expect(page.Locator(".first-steps")).ToBeVisibleAsync();
        await page.GetByRole(Role.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1 .pill")).ToHaveTextAsync("running");

        var experiment = Guid.Parse(page.Url[^36..]);
        var agent = await _rest.CreateAgentAsync();
        await PublishAsync(experiment, agent, from: 1, count: 40);
        await Expect(page.Locator(".connection")).ToHaveAttributeAsync("data-seq", "41");
        await Expect(page.Locator(".log-view")).ToContainTextAsync("#41");
        await Expect(page.Locator(".log-view")).ToContainTextAsync("word: calm");
        await Expect(page.Locator(".bars")).ToContainTextAsync("curious");
        await page.GetByLabel("Field of the payload").SelectOptionAsync("score");
        await Expect(page.Locator(".histogram")).ToHaveAttributeAsync("aria-label", "score: from 1 to 40, 20.5 on average");
        await Expect(page.Locator(".lines")).ToContainTextAsync("Ada");
        await visit.PictureAsync("experiment");

        await page.GetByRole(Role.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1 .pill")).ToHaveTextAsync("stopped");
        await page.GetByRole(Role.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await page.GetByRole(Role.Dialog).GetByRole(Role.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByRole(Role.Heading, new() { Level = 1 })).ToHaveTextAsync("Experiments");
        (await _rest.ExperimentAsync(experiment)).Expect(404);
    }

    [Fact]
    public async Task A_reaction_is_opened_whole()
    {
        var experiment = await _rest.CreateExperimentAsync();
        await PublishAsync(experiment, await _rest.CreateAgentAsync(), from: 1, count: 3);
        await using var visit = await Visit.ToAsync(here, $"experiments/{experiment}");
        await visit.Page.GetByRole(Role.Button, new() { Name = "#2", Exact = true }).ClickAsync();
        await Expect(visit.Page.GetByRole(Role.Dialog)).ToContainTextAsync("\"score\": 2");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(Role.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_whole_log_can_be_scrolled_to_its_first_event()
    {
        var experiment = await _rest.CreateExperimentAsync();
        var agent = await _rest.CreateAgentAsync();
        (await _rest.PublishLinesAsync(experiment, Reactions(agent, 1, 25_000))).Expect(200);
        await using var visit = await Visit.ToAsync(here, $"experiments/{experiment}");
        var log = visit.Page.Locator(".log-view");
        await Expect(log).ToContainTextAsync("#25,000");
        await log.FocusAsync();
        await visit.Page.Keyboard.PressAsync("End");
        var first = log.GetByRole(Role.Row).Filter(new() { Has = visit.Page.GetByRole(Role.Button, new() { Name = "#1", Exact = true }) });
        await Expect(first).ToContainTextAsync("score: 1");

        await PublishAsync(experiment, agent, from: 25_001, count: 7);
        await Expect(first).ToBeVisibleAsync();
        await visit.Page.GetByRole(Role.Button, new() { Name = "↑ 7 newer" }).ClickAsync();
        await Expect(log).ToContainTextAsync("#25,007");
    }

    [Fact]
    public async Task An_experiment_that_is_not_there_is_said_so()
    {
        await using var visit = await Visit.ToAsync(here, $"experiments/{Guid.NewGuid()}");
        await Expect(visit.Page.Locator(".state")).ToContainTextAsync("It is not there");
    }

    public void Dispose() => _rest.Dispose();

    private async Task PublishAsync(Guid experiment, Guid agent, int from, int count) =>
        (await _rest.PublishLinesAsync(experiment, Reactions(agent, from, count))).Expect(200);

    private static IEnumerable<Reaction> Reactions(Guid agent, int from, int count) =>
        Enumerable.Range(from, count).Select(i => new Reaction(agent, string.Create(
            CultureInfo.InvariantCulture, $$"""{"word":"{{(i % 3 == 0 ? "curious" : "calm")}}","score":{{i}}}""")));
}
