using System.Text.Json;
using System.Text.RegularExpressions;
using CrowdMind.Browser.Tests.Browsers;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>The pages that show the API, under a policy that lets no inline code run; a visit notes whatever the browser refuses.</summary>
public sealed class DocPagesTests(BrowserFixture here) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Swagger_UI_lists_the_operations_and_calls_one()
    {
        await using var visit = await Visit.OpenAsync(here.Browser, here.Server.BaseUri, "/docs");
        var create = visit.Page.Locator("#operations-agents-createAgent");
        await create.Locator(".opblock-summary-control").ClickAsync();
        await create.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await create.Locator("textarea").FillAsync("""{"name":"from the docs","type":"digital"}""");
        await create.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();
        var answer = create.Locator(".live-responses-table");
        await Assertions.Expect(answer.Locator(".response-col_status").Last).ToContainTextAsync("201");
        await Assertions.Expect(answer).ToContainTextAsync("from the docs");
        await visit.PictureAsync("docs");
    }

    [Fact]
    public async Task Redoc_shows_every_operation_styled_and_finds_them()
    {
        await using var visit = await Visit.OpenAsync(here.Browser, here.Server.BaseUri, "/redoc");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Let an agent take part." }).First).ToBeVisibleAsync();
        using var http = new HttpClient { BaseAddress = here.Server.BaseUri };
        var document = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));
        int operations = document.GetProperty("paths").EnumerateObject().Sum(path => path.Value.EnumerateObject().Count());
        await Assertions.Expect(visit.Page.Locator("[id^='tag/'][id*='operation/']")).ToHaveCountAsync(operations);
        await Assertions.Expect(visit.Page.Locator(".menu-content")).ToHaveCSSAsync("position", "sticky");
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Search" }).FillAsync("take part");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Search)).ToContainTextAsync(new Regex("take part"));
        await visit.PictureAsync("redoc");
    }
}
