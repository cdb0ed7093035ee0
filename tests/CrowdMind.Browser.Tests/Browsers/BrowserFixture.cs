using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Browsers;

/// <summary>One browser and one server for the tests of a class; every test has a page and data of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>How long anything may take, on a machine that has other things to do.</summary>
    public const float WaitMilliseconds = 30_000;

    private Chromium? _chromium;
    private CrowdMindServer? _server;

    /// <summary>Debian's Chromium.</summary>
    public IBrowser Browser => _chromium?.Browser ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>The server that serves the dashboard.</summary>
    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        DemandDashboard();
        _server = await CrowdMindServer.StartAsync();
        Assertions.SetDefaultExpectTimeout(WaitMilliseconds);
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

    /// <summary>Fails unless the dashboard was built with this project.</summary>
    internal static void DemandDashboard()
    {
        string built = Path.Combine(AppContext.BaseDirectory, "dashboard", "index.html");
        Assert.True(File.Exists(built), $"{built} is not there; run npm ci and npm run build in {RepositoryFolder.Path("samples", "dashboard")}, and build this project.");
    }
}
