using System.Collections.Concurrent;
using CrowdMind.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.AgentWeb;

/// <summary>The page of one agent. It writes down what it may not do: throw, break its own policy, or ask anybody else.</summary>
public sealed class AgentPage : IAsyncDisposable
{
    private const int PatienceMilliseconds = 60_000;

    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>Takes over a page that is empty.</summary>
    public AgentPage(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page, _address) = (context, page, address);
        page.SetDefaultTimeout(PatienceMilliseconds);
        page.PageError += (_, failure) => _faults.Enqueue(failure);
        page.Request += (_, request) => Check(request.Url);
        page.WebSocket += (_, socket) => Check(socket.Url);
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                _faults.Enqueue(said.Text);
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens it as an agent, in an experiment.</summary>
    public Task OpenAsync(Guid agent, Guid experiment) =>
        Page.GotoAsync($"{_address}?agent={agent}&experiment={experiment}");

    /// <summary>Opens it as nobody yet.</summary>
    public Task OpenAsync() => Page.GotoAsync(_address.ToString());

    /// <summary>Waits until the page says what it does.</summary>
    public Task StatusAsync(string part) => ShowsAsync("#status", part);

    /// <summary>Waits until a part of the page shows a text.</summary>
    public Task ShowsAsync(string where, string part) =>
        Expect(Page.Locator(where)).ToContainTextAsync(part, new() { Timeout = PatienceMilliseconds });

    /// <summary>Has it react to the test rows of what its model was trained on.</summary>
    public async Task ReactToRowsAsync(string rate)
    {
        await Page.Locator("#rate").SelectOptionAsync(rate);
        await Page.Locator("#go").ClickAsync();
    }

    /// <summary>What axe-core finds that would keep somebody from using it.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        var axe = RepositoryFolder.Path("samples", "agent-web", "node_modules", "axe-core", "axe.min.js");
        await Page.EvaluateAsync(await File.ReadAllTextAsync(axe) + "\n;undefined");
        return await Page.EvaluateAsync<string[]>(
            """
            () => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`))
            """);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_faults);
    }

    private void Check(string url)
    {
        if (new Uri(url) is { Scheme: not ("data" or "blob") } asked && asked.Authority != _address.Authority)
            _faults.Enqueue($"It asked for {url}.");
    }
}
