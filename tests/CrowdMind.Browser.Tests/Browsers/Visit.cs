using System.Collections.Concurrent;
using System.Text.Json;
using CrowdMind.TestKit;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Browsers;

/// <summary>
/// One page, as somebody looks at it. It writes down what no page may do: ask another server for anything,
/// break its own policy, or throw.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(() =>
        File.ReadAllText(RepositoryFolder.Path("samples", "dashboard", "node_modules", "axe-core", "axe.min.js")));

    private readonly Uri _server;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private Visit(Uri server, IBrowserContext context, IPage page)
    {
        (_server, _context, Page) = (server, context, page);
        page.Request += (_, request) => CheckAddress(request.Url);
        page.WebSocket += (_, socket) => CheckAddress(socket.Url);
        page.PageError += (_, failure) => _faults.Enqueue($"it threw {failure}");
        page.Console += (_, said) =>
        {
            // A server that is away is not the page's fault, and the browser notes each attempt.
            if (said.Type == "error" && !said.Text.Contains("Failed to load resource", StringComparison.Ordinal)
                && !said.Text.Contains("WebSocket connection to", StringComparison.Ordinal))
                _faults.Enqueue($"it said {said.Text}");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens a place of the dashboard.</summary>
    public static Task<Visit> ToAsync(BrowserFixture here, string place, ColorScheme scheme = ColorScheme.Light, int width = 1360) =>
        ToAsync(here.Browser, here.Server.BaseUri, place, scheme, width);

    /// <summary>Opens a place of the dashboard that a server shows.</summary>
    public static Task<Visit> ToAsync(
        IBrowser browser, Uri server, string place, ColorScheme scheme = ColorScheme.Light, int width = 1360) =>
        OpenAsync(browser, server, $"/#/{place}", scheme, width);

    /// <summary>Opens any page of a server.</summary>
    public static async Task<Visit> OpenAsync(
        IBrowser browser, Uri server, string path, ColorScheme scheme = ColorScheme.Light, int width = 1360)
    {
        var context = await browser.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 900 },
            BaseURL = server.ToString(),
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(BrowserFixture.WaitMilliseconds);
        var visit = new Visit(server, context, page);
        await page.GotoAsync(path);
        return visit;
    }

    /// <summary>What the page did that it may not.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Keeps a picture beside the test results.</summary>
    public async Task PictureAsync(string name)
    {
        string folder = Environment.GetEnvironmentVariable("SCREENSHOTS_DIR")
            ?? RepositoryFolder.Path("tests", "CrowdMind.Browser.Tests", "TestResults", "screenshots");
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    /// <summary>What axe-core finds that is serious or worse, one line each.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        await Page.EvaluateAsync(Axe.Value + "\n;undefined");
        var found = await Page.EvaluateAsync<JsonElement>(
            """
            () => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`))
            """);
        return [.. found.EnumerateArray().Select(line => line.GetString()!)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_faults);
    }

    private void CheckAddress(string url)
    {
        var address = new Uri(url);
        if (address.Scheme is not ("data" or "blob") && address.Authority != _server.Authority)
            _faults.Enqueue($"it asked for {url}");
    }
}
