using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Tflite;
using CrowdMind.TestKit.Wire;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>A server that asks for credentials: signing in and out, what each role sees, and the end of a session.</summary>
public sealed class SignInTests(GuardedFixture here) : IClassFixture<GuardedFixture>, IDisposable
{
    private readonly RestClient _rest = here.Rest();

    [Fact]
    public async Task A_wrong_key_is_refused_in_words_and_the_right_one_leads_to_where_one_wanted_to_go()
    {
        await using var visit = await here.VisitAsync("datasets");
        var page = visit.Page;
        await Expect(page).ToHaveTitleAsync("Sign in · CrowdMind");
        await Expect(page.GetByLabel("API key or token")).ToBeFocusedAsync();
        await page.GetByRole(Role.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(Role.Alert)).ToHaveTextAsync("A key or a token is wanted.");
        await GuardedFixture.SignInAsync(page, "not a key");
        await Expect(page.GetByRole(Role.Alert)).ToContainTextAsync("a character that no key has");
        await GuardedFixture.SignInAsync(page, KnownKeys.Viewer + "x");
        await Expect(page.GetByRole(Role.Alert)).ToContainTextAsync("key");
        await Expect(page.GetByLabel("API key or token")).ToBeFocusedAsync();

        await GuardedFixture.SignInAsync(page, KnownKeys.Viewer);
        await Expect(page.GetByRole(Role.Heading, new() { Level = 1 })).ToHaveTextAsync("Datasets");
        var signOut = page.GetByRole(Role.Button, new() { Name = "Sign out wall, viewer" });
        await page.ReloadAsync();
        await signOut.ClickAsync();
        await Expect(page.GetByLabel("API key or token")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByLabel("API key or token")).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => sessionStorage.length"));
    }

    [Fact]
    public async Task A_viewer_follows_an_experiment_and_saves_its_log_but_is_offered_nothing_that_changes_it()
    {
        var (experiment, agent) = (await _rest.CreateExperimentAsync(), await _rest.CreateAgentAsync());
        await using var visit = await here.VisitAsync($"experiments/{experiment}", KnownKeys.Viewer);
        var page = visit.Page;
        await Expect(page.Locator(".connection")).ToContainTextAsync("Live");
        (await _rest.PublishAsync(experiment, new Reaction(agent, """{"mood":"calm"}"""))).Expect(201);
        await Expect(page.Locator(".log-view")).ToContainTextAsync("mood: calm");
        await ExpectNoneAsync(page, "Start|Stop|Delete|Add");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Role.Button, new() { Name = "JSON lines" }).ClickAsync());
        Assert.Equal($"experiment_{experiment}.jsonl", saved.SuggestedFilename);
        Assert.Contains("\"mood\":\"calm\"", await File.ReadAllTextAsync(await saved.PathAsync()), StringComparison.Ordinal);

        foreach (string place in (string[])["Experiments", "Agents", "Models", "Datasets"])
        {
            await page.GetByRole(Role.Link, new() { Name = place }).First.ClickAsync();
            await page.GetByRole(Role.Heading, new() { Level = 1, Name = place }).WaitForAsync();
            await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
            await ExpectNoneAsync(page, "New|Make|Start|Stop|Delete|Upload|Assign");
            await Expect(page.Locator("#model-file")).ToHaveCountAsync(0);
        }

        await page.GotoAsync($"/#/agents/{agent}");
        await Expect(page.GetByRole(Role.Heading, new() { Level = 1 })).ToHaveTextAsync("Ada");
        await ExpectNoneAsync(page, "Delete|Assign|Join");
        await Expect(page.GetByRole(Role.Link, new() { Name = "Keys" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_the_role_may_not_do_is_said_in_the_servers_words()
    {
        await using var visit = await here.VisitAsync("datasets/new", KnownKeys.Viewer);
        var page = visit.Page;
        await page.GetByLabel("Name").FillAsync("not mine to make");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.Locator(".note.wrong")).ToHaveTextAsync("'wall' has the role viewer, which may not do this.");
    }

    [Fact]
    public async Task An_editor_makes_an_experiment_but_no_keys()
    {
        await using var visit = await here.VisitAsync("experiments", KnownKeys.Editor);
        var page = visit.Page;
        await page.GetByRole(Role.Button, new() { Name = "New experiment" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("By the editor");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.GetByRole(Role.Heading, new() { Level = 1 })).ToContainTextAsync("By the editor");
        await Expect(page.Locator(".first-steps")).ToContainTextAsync("Authorization: Bearer $CROWDMIND_KEY");
        await page.GotoAsync("/#/keys");
        await Expect(page.GetByRole(Role.Heading, new() { Level = 1 })).ToHaveTextAsync("Experiments");
    }

    [Fact]
    public async Task An_editor_uploads_a_model_and_has_it_downloaded()
    {
        string file = RealModels.Path("face_detection_short_range");
        await using var visit = await here.VisitAsync("models", KnownKeys.Editor);
        var page = visit.Page;
        await page.Locator("#model-file").SetInputFilesAsync(file);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("guarded face");
        await page.GetByRole(Role.Button, new() { Name = "Upload" }).ClickAsync();
        await page.GetByRole(Role.Link, new() { Name = "guarded face" }).ClickAsync();
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Role.Button, new() { Name = "Download" }).ClickAsync());
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(await saved.PathAsync()));
    }

    [Fact]
    public async Task The_key_of_an_agent_does_not_sign_in()
    {
        var agent = await _rest.CreateAgentAsync();
        var made = await _rest.PostAsync("keys", $$"""{"name":"device","role":"agent","agent_id":"{{agent}}"}""");
        await using var visit = await here.VisitAsync("experiments");
        await GuardedFixture.SignInAsync(visit.Page, made.Expect(201).Json.GetProperty("key").GetString()!);
        await Expect(visit.Page.GetByRole(Role.Alert)).ToContainTextAsync("the key of an agent");
    }

    [Theory]
    [InlineData("experiments")]
    [InlineData("experiments/{0}")]
    [InlineData("agents/{1}")]
    public async Task A_session_that_ends_leads_to_the_sign_in_and_from_there_back(string place)
    {
        var (experiment, agent) = (await _rest.CreateExperimentAsync(), await _rest.CreateAgentAsync());
        var made = (await _rest.PostAsync("keys", """{"name":"for a day","role":"editor"}""")).Expect(201).Json;
        string there = place.Replace("{0}", $"{experiment}", StringComparison.Ordinal).Replace("{1}", $"{agent}", StringComparison.Ordinal);
        await using var visit = await here.VisitAsync(there, made.GetProperty("key").GetString()!);
        var page = visit.Page;
        await Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
        string title = await page.GetByRole(Role.Heading, new() { Level = 1 }).InnerTextAsync();
        (await _rest.SendAsync(HttpMethod.Delete, $"keys/{made.GetProperty("id").GetString()}", null)).Expect(204);
        await Expect(page.GetByRole(Role.Alert)).ToHaveTextAsync("Your session has ended. Sign in to go on.");
        await GuardedFixture.SignInAsync(page, KnownKeys.Editor);
        await Expect(page.GetByRole(Role.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Everybody_can_sign_in(ColorScheme scheme, int width)
    {
        await using var visit = await here.VisitAsync("experiments", scheme, width);
        await GuardedFixture.SignInAsync(visit.Page, "wrong");
        await Expect(visit.Page.GetByRole(Role.Alert)).Not.ToBeEmptyAsync();
        await visit.PictureAsync($"sign-in-{scheme}-{width}".ToLowerInvariant());
        Assert.Empty(await visit.AccessibilityFaultsAsync());
        Assert.True(await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
    }

    public void Dispose() => _rest.Dispose();

    private static Task ExpectNoneAsync(IPage page, string names) =>
        Expect(page.GetByRole(Role.Main).GetByRole(Role.Button, new() { NameRegex = new($"^({names})\\b") })).ToHaveCountAsync(0);
}
