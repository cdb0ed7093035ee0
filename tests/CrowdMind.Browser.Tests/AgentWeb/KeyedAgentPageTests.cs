using System.Collections.Concurrent;
using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.AgentWeb;

/// <summary>The page that becomes an agent, on a server that asks for credentials.</summary>
public sealed class KeyedAgentPageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Uri _address = new($"http://127.0.0.1:{FreePort.Next()}/");
    private CrowdMindServer? _server;
    private SampleProcess? _preview;
    private Chromium? _chromium;

    private CrowdMindServer Server => _server ?? throw new InvalidOperationException("The ground is not laid.");

    private Chromium Chromium => _chromium ?? throw new InvalidOperationException("The ground is not laid.");

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync(KnownKeys.Settings);
        _preview = await AgentWebPreview.StartAsync(_address, _server.BaseUri);
        _chromium = await Chromium.LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_preview is not null)
            await _preview.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task With_a_key_of_its_own_it_is_that_agent_until_the_key_is_revoked()
    {
        using var admin = new RestClient(Server.BaseUri, KnownKeys.Admin);
        var (agent, experiment) = (await admin.CreateAgentAsync(), await admin.CreateExperimentAsync());
        (await admin.SendAsync(HttpMethod.Put, $"experiments/{experiment}/agents/{agent}", null)).Expect(204);
        await TrainAsync(agent);
        var made = (await admin.PostAsync("keys", $$"""{"name":"a phone","role":"agent","agent_id":"{{agent}}"}""")).Expect(201).Json;
        var context = await Chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await using var page = new AgentPage(context, await context.NewPageAsync(), _address);
        var sockets = new ConcurrentQueue<string>();
        page.Page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);

        await page.OpenAsync();
        await page.StatusAsync("A credential is wanted");
        Assert.Empty(await page.AccessibilityFaultsAsync());
        await GiveAsync(page, "a-wrong-key");
        await page.StatusAsync("The key is not one of this server's.");
        await GiveAsync(page, $"{made.GetProperty("key")}");
        await page.StatusAsync("Running.");
        await page.ShowsAsync("#agent", $"{agent}");
        await Expect(page.Page.Locator("#by-row")).ToBeHiddenAsync();
        await page.Page.Locator("#by-hand button").ClickAsync();
        await page.ShowsAsync("#said", "%");
        Assert.Equal(agent, (await admin.ExportAsync(experiment))[^1].Data.GetProperty("agent_id").GetGuid());
        Assert.Equal(2, sockets.Count);
        Assert.All(sockets, url => Assert.Matches("[?&]ticket=[A-Za-z0-9_-]+", url));
        Assert.All(sockets, url => Assert.DoesNotContain("cmk_", url, StringComparison.Ordinal));

        (await admin.SendAsync(HttpMethod.Delete, $"keys/{made.GetProperty("id")}", null)).Expect(204);
        await page.StatusAsync("This agent is stopped. The key has ended");
        await Expect(page.Page.GetByLabel("API key or token")).ToBeVisibleAsync();
    }

    private static async Task GiveAsync(AgentPage page, string key)
    {
        await page.Page.GetByLabel("API key or token").FillAsync(key);
        await page.Page.GetByRole(Role.Button, new() { Name = "Use it" }).ClickAsync();
    }

    private async Task TrainAsync(Guid agent)
    {
        await using var trainer = SampleProcess.Python(
            "trainer-python/trainer.py", new Dictionary<string, string> { ["CROWDMIND_KEY"] = KnownKeys.Editor },
            "--url", $"{Server.BaseUri}api/v1", "--epochs", "1", "--assign", $"{agent}");
        Assert.True(await trainer.ExitAsync(Patience) == 0, trainer.Notes);
    }
}
