using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>API keys, made and taken back by an admin in the browser.</summary>
public sealed class KeyTests(GuardedFixture here) : IClassFixture<GuardedFixture>, IDisposable
{
    private readonly RestClient _rest = here.Rest();

    [Fact]
    public async Task An_admin_makes_a_key_which_is_shown_once_and_works_until_it_is_revoked()
    {
        await using var visit = await here.VisitAsync("experiments", KnownKeys.Admin);
        var page = visit.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(Role.Link, new() { Name = "Keys" }).ClickAsync();
        await page.GetByRole(Role.Button, new() { Name = "New key" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("station wall");
        await page.GetByLabel("Ends").SelectOptionAsync("7");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        var dialog = page.GetByRole(Role.Dialog, new() { Name = "The key of “station wall”" });
        string key = await dialog.GetByLabel("The key", new() { Exact = true }).InnerTextAsync();
        await dialog.GetByRole(Role.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(dialog.GetByRole(Role.Status)).ToHaveTextAsync("Copied.");
        Assert.Equal(key, await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        Assert.Empty(await visit.AccessibilityFaultsAsync());
        await dialog.GetByRole(Role.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.GetByText(key)).ToHaveCountAsync(0);

        using var wall = new RestClient(here.Address, key);
        var me = (await wall.SendAsync(HttpMethod.Get, "me", null)).Expect(200).Json;
        Assert.Equal(("station wall", "viewer"), (me.GetProperty("name").GetString(), me.GetProperty("role").GetString()));
        Assert.InRange(me.GetProperty("expires_at").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromDays(6.9), TimeSpan.FromDays(7));

        var row = page.GetByRole(Role.Row, new() { Name = "station wall" });
        await Expect(row).ToContainTextAsync("good");
        await page.GetByRole(Role.Button, new() { Name = "Revoke station wall" }).ClickAsync();
        await page.GetByRole(Role.Dialog).GetByRole(Role.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(row).ToContainTextAsync("revoked");
        await Expect(row.GetByRole(Role.Button)).ToHaveCountAsync(0);
        (await wall.SendAsync(HttpMethod.Get, "me", null)).Expect(401);
    }

    [Fact]
    public async Task The_key_of_an_agent_is_bound_to_it_and_what_is_missing_is_said_at_its_field()
    {
        var agent = await _rest.CreateAgentAsync();
        await using var visit = await here.VisitAsync("keys", KnownKeys.Admin);
        var page = visit.Page;
        await page.GetByRole(Role.Button, new() { Name = "New key" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("porch sensor");
        await page.GetByLabel("Role").SelectOptionAsync("agent");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.Locator("#wrong-agent_id")).ToContainTextAsync("bound to one");
        await page.GetByLabel("Agent", new() { Exact = true }).SelectOptionAsync($"{agent}");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        string key = await page.GetByLabel("The key", new() { Exact = true }).InnerTextAsync();
        using var device = new RestClient(here.Address, key);
        var me = (await device.SendAsync(HttpMethod.Get, "me", null)).Expect(200).Json;
        Assert.Equal(agent, me.GetProperty("agent_id").GetGuid());
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Dark, 1360)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Everybody_can_read_the_list_of_keys(ColorScheme scheme, int width)
    {
        (await _rest.PostAsync("keys", """{"name":"lobby","role":"viewer","expires_at":"2099-01-01T00:00:00Z"}""")).Expect(201);
        await using var visit = await here.VisitAsync("keys", scheme, width);
        await GuardedFixture.SignInAsync(visit.Page, KnownKeys.Admin);
        await visit.Page.GetByText("lobby").First.WaitForAsync();
        await visit.PictureAsync($"keys-{scheme}-{width}".ToLowerInvariant());
        Assert.Empty(await visit.AccessibilityFaultsAsync());
        Assert.True(await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
    }

    public void Dispose() => _rest.Dispose();
}
