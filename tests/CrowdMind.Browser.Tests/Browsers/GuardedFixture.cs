using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Browsers;

/// <summary>One browser and one server that asks for credentials, for the tests of a class.</summary>
public sealed class GuardedFixture : IAsyncLifetime
{
    private Chromium? _chromium;
    private CrowdMindServer? _server;

    /// <summary>Where the server is.</summary>
    public Uri Address => (_server ?? throw new InvalidOperationException("The fixture has not started.")).BaseUri;

    private IBrowser Browser => _chromium?.Browser ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>What an admin may do without a page.</summary>
    public RestClient Rest() => new(Address, KnownKeys.Admin);

    /// <summary>Opens a place of the dashboard, before anybody has signed in.</summary>
    public Task<Visit> VisitAsync(string place, ColorScheme scheme = ColorScheme.Light, int width = 1360) =>
        Visit.ToAsync(Browser, Address, place, scheme, width);

    /// <summary>Opens a place of the dashboard, and signs in.</summary>
    public async Task<Visit> VisitAsync(string place, string key)
    {
        var visit = await VisitAsync(place);
        await SignInAsync(visit.Page, key);
        await visit.Page.GetByRole(Role.Navigation).WaitForAsync();
        return visit;
    }

    /// <summary>Gives a key to the page that asks for one.</summary>
    public static async Task SignInAsync(IPage page, string key)
    {
        await page.GetByLabel("API key or token").FillAsync(key);
        await page.GetByRole(Role.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        BrowserFixture.DemandDashboard();
        _server = await CrowdMindServer.StartAsync(KnownKeys.Settings);
        Assertions.SetDefaultExpectTimeout(BrowserFixture.WaitMilliseconds);
        _chromium = await Chromium.LaunchAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
