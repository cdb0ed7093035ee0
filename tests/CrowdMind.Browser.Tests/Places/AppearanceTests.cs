using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit.Wire;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>Every place in both colour schemes, on a desk and on a phone: nothing overflows, and everybody can use it.</summary>
public sealed class AppearanceTests(BrowserFixture here) : IClassFixture<BrowserFixture>
{
    private const int Desk = 1360;
    private const int Phone = 390;

    [Theory]
    [InlineData(ColorScheme.Light, Desk)]
    [InlineData(ColorScheme.Dark, Desk)]
    [InlineData(ColorScheme.Light, Phone)]
    [InlineData(ColorScheme.Dark, Phone)]
    public async Task Every_place_can_be_used_by_everybody(ColorScheme scheme, int width)
    {
        using var rest = new RestClient(here.Server.BaseUri);
        var places = await FurnishAsync(rest);
        await using var visit = await Visit.ToAsync(here, "experiments", scheme, width);
        var faults = new List<string>();
        foreach (var (name, place, sign) in places)
        {
            await visit.Page.GotoAsync($"/#/{place}");
            await visit.Page.GetByText(sign).First.WaitForAsync();
            await visit.PictureAsync($"{name}-{scheme}-{width}".ToLowerInvariant());
            faults.AddRange((await visit.AccessibilityFaultsAsync()).Select(fault => $"{name}: {fault}"));
            int wide = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (wide > width)
                faults.Add($"{name} is {wide} pixels wide on a screen of {width}");
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_colours_can_be_chosen_and_stay_chosen()
    {
        await using var visit = await Visit.ToAsync(here, "experiments");
        string light = await BackgroundAsync(visit);
        var choice = visit.Page.GetByRole(Role.Button, new() { NameRegex = new("Colours") });
        await choice.ClickAsync();
        await choice.ClickAsync();
        string dark = await BackgroundAsync(visit);
        Assert.NotEqual(light, dark);
        await visit.Page.ReloadAsync();
        await choice.WaitForAsync();
        Assert.Equal(dark, await BackgroundAsync(visit));
    }

    [Fact]
    public async Task What_looks_for_faults_finds_a_button_without_a_name()
    {
        await using var visit = await Visit.ToAsync(here, "experiments");
        await visit.Page.Locator("h1").WaitForAsync();
        await visit.Page.EvaluateAsync("() => { document.querySelector('main').append(document.createElement('button')); }");
        Assert.Contains(await visit.AccessibilityFaultsAsync(), fault => fault.StartsWith("button-name", StringComparison.Ordinal));
    }

    private static Task<string> BackgroundAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");

    private static async Task<(string Name, string Place, string Sign)[]> FurnishAsync(RestClient rest)
    {
        var (experiment, agent) = (await rest.CreateExperimentAsync(), await rest.CreateAgentAsync());
        await rest.StartAsync(experiment);
        (await rest.PublishLinesAsync(experiment, Enumerable.Range(0, 300).Select(i =>
            new Reaction(agent, $$"""{"mood":0.{{i}},"word":"{{(i % 2 == 0 ? "calm" : "joy")}}"}""")))).Expect(200);
        var made = await rest.PostAsync("datasets", """{"name":"moods","labels":["calm","joy"]}""");
        string dataset = made.Expect(201).Json.GetProperty("id").GetString()!;
        (await rest.SendAsync(HttpMethod.Post, $"datasets/{dataset}/generate?n=500&seed=1", null)).Expect(200);
        return
        [
            ("experiments", "experiments", "a rehearsal"),
            ("experiment", $"experiments/{experiment}", "#301"),
            ("agents", "agents", "Ada"),
            ("agent", $"agents/{agent}", "It is to run no model"),
            ("models", "models", "Drop a .tflite file here"),
            ("datasets", "datasets", "moods"),
            ("new-dataset", "datasets/new", "Begin with"),
            ("dataset", $"datasets/{dataset}", "First rows"),
        ];
    }
}
