using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Wire;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>What is seen when the server goes and comes back. It has a server of its own, for it kills it.</summary>
public sealed class ResumeTests(BrowserFixture here) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_killed_server_comes_back_and_the_log_goes_on_without_a_gap()
    {
        using var rest = new RestClient(here.Server.BaseUri);
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        await PublishAsync(rest, experiment, agent, 500);
        await using var visit = await Visit.ToAsync(here, $"experiments/{experiment}");
        var connection = visit.Page.Locator(".connection");
        await Expect(connection).ToHaveAttributeAsync("data-seq", "500");

        await here.Server.KillAsync();
        await Expect(connection).ToHaveAttributeAsync("data-phase", "reconnecting");
        await Expect(visit.Page.Locator(".offline")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".log-view")).ToContainTextAsync("#500");
        await visit.PictureAsync("server-away");

        await here.Server.RestartAsync();
        await PublishAsync(rest, experiment, agent, 700);
        await Expect(connection).ToHaveAttributeAsync("data-seq", "1200");
        await Expect(connection).ToHaveAttributeAsync("data-phase", "live");
        await Expect(connection).ToHaveAttributeAsync("data-missing", "0");
        await Expect(visit.Page.Locator(".offline")).ToBeHiddenAsync();

        string reconnects = await connection.GetAttributeAsync("data-reconnects") ?? "";
        Assert.NotEqual("0", reconnects);
        await Eventually.TrueAsync(
            async () => (await visit.Page.Locator(".bars, .histogram + .caption").AllInnerTextsAsync()).Any(text => text.Contains("1,200", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(10), () => "all 1,200 reactions were counted, each once");
    }

    private static async Task PublishAsync(RestClient rest, Guid experiment, Guid agent, int count) =>
        (await rest.PublishLinesAsync(experiment, Enumerable.Range(0, count).Select(_ => new Reaction(agent, """{"mood":0.5}""")))).Expect(200);
}
