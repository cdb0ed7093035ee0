using CrowdMind.Browser.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>Datasets in the browser: from a schema to rows, their profile, and a file.</summary>
public sealed class DatasetTests(BrowserFixture here) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("Features")]
    [InlineData("Sensor")]
    [InlineData("Visitors")]
    [InlineData("Texts")]
    public async Task Every_preset_makes_rows_that_can_be_looked_at(string preset)
    {
        await using var visit = await Visit.ToAsync(here, "datasets/new");
        var page = visit.Page;
        await page.GetByRole(Role.Button, new() { Name = preset, Exact = true }).ClickAsync();
        await page.GetByLabel("Name").FillAsync($"{preset} of a test");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        await page.GetByLabel("Rows", new() { Exact = true }).FillAsync("20 000");
        await page.GetByLabel("Seed").FillAsync("42");
        await page.GetByRole(Role.Button, new() { Name = "Generate" }).ClickAsync();
        await Expect(page.Locator(".facts").First).ToContainTextAsync("20,000");
        await Expect(page.Locator(".profile-field").First).ToContainTextAsync("label");
        await Expect(page.GetByRole(Role.Region, new() { Name = "The first rows" }).GetByRole(Role.Row)).ToHaveCountAsync(21);
        await Expect(page.Locator(".progress")).ToBeHiddenAsync();
        await visit.PictureAsync($"dataset-{preset}");

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Role.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal(20_001, (await File.ReadAllLinesAsync(await file.PathAsync())).Length);
    }

    [Fact]
    public async Task A_wrong_schema_is_marked_where_it_is_wrong()
    {
        await using var visit = await Visit.ToAsync(here, "datasets/new");
        var page = visit.Page;
        await page.GetByLabel("Name").FillAsync("wrong");
        await page.GetByLabel("Schema").FillAsync(
            """
            {
              "fields": [
                {"name": "age", "type": "integer",
                  "generator": {"kind": "normal", "mean": 40,
                    "stddev": -8}}
              ]
            }
            """);
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.Locator(".problems")).ToContainTextAsync("schema.fields[0].generator.stddev");
        await Expect(page.Locator(".gutter .is-wrong")).ToHaveTextAsync("5");
        await visit.PictureAsync("schema-errors");
        await page.Locator(".problems button").ClickAsync();
        Assert.Equal("-8", await page.EvaluateAsync<string>("() => getSelection().toString()"));
    }
}
