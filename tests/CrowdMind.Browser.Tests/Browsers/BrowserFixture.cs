using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Browsers;

/// <summary>One browser and one server for the tests of a class; every test has a page and data of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Quietly =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>How long anything may take, on a machine that has other things to do.</summary>
    public const float WaitMilliseconds = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private CrowdMindServer? _server;

    /// <summary>Debian's Chromium.</summary>
    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>The server that serves the dashboard.</summary>
    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        string built = Path.Combine(AppContext.BaseDirectory, "dashboard", "index.html");
        Assert.True(File.Exists(built), $"{built} is not there; run npm ci and npm run build in {RepositoryFolder.Path("samples", "dashboard")}, and build this project.");
        _server = await CrowdMindServer.StartAsync();
        Assertions.SetDefaultExpectTimeout(WaitMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Quietly });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
