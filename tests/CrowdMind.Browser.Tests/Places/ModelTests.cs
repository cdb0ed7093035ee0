using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit.Tflite;
using CrowdMind.TestKit.Wire;
using static Microsoft.Playwright.Assertions;

namespace CrowdMind.Browser.Tests.Places;

/// <summary>Models and agents in the browser: uploaded, looked into, assigned.</summary>
public sealed class ModelTests(BrowserFixture here) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task A_real_model_is_uploaded_and_shows_what_it_takes_and_gives()
    {
        await using var visit = await Visit.ToAsync(here, "models");
        var page = visit.Page;
        await page.Locator("#model-file").SetInputFilesAsync(FaceDetection);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("face");
        await page.GetByRole(Role.Button, new() { Name = "Upload" }).ClickAsync();
        await page.GetByRole(Role.Link, new() { Name = "face" }).ClickAsync();
        var signature = page.Locator(".signature");
        await Expect(signature).ToContainTextAsync("1×128×128×3");
        await Expect(signature).ToContainTextAsync("CONV_2D");
        await Expect(page.GetByRole(Role.Region, new() { Name = "Outputs" })).ToContainTextAsync("1×896×16");
        await visit.PictureAsync("model");

        await page.Locator("section", new() { HasText = "Aliases" }).GetByRole(Role.Button, new() { Name = "Add" }).ClickAsync();
        await page.GetByRole(Role.Dialog).GetByLabel("Alias").FillAsync("champion");
        await page.GetByRole(Role.Dialog).GetByRole(Role.Button, new() { Name = "Point here" }).ClickAsync();
        await Expect(page.Locator("section", new() { HasText = "Aliases" })).ToContainTextAsync("this version");
    }

    [Fact]
    public async Task A_dropped_file_that_is_no_model_is_refused_in_the_servers_words_and_nothing_stays()
    {
        await using var visit = await Visit.ToAsync(here, "models");
        var page = visit.Page;
        await page.GetByRole(Role.Heading, new() { Level = 1, Name = "Models" }).WaitForAsync();
        await page.EvaluateAsync(
            """
            () => {
              const data = new DataTransfer();
              data.items.add(new File(['<!doctype html>'], 'nonsense.tflite'));
              document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
            }
            """);
        await page.GetByRole(Role.Button, new() { Name = "Upload" }).ClickAsync();
        await Expect(page.Locator("dialog > form > .problem")).ToContainTextAsync("TFLite");
        await page.GetByRole(Role.Button, new() { Name = "Cancel" }).ClickAsync();
        using var rest = new RestClient(here.Server.BaseUri);
        var listed = await rest.SendAsync(HttpMethod.Get, "models?name=nonsense", null);
        Assert.Equal("[]", listed.Expect(200).Text);
    }

    [Fact]
    public async Task An_agent_is_made_and_a_model_is_assigned_to_it()
    {
        await using var visit = await Visit.ToAsync(here, "models");
        var page = visit.Page;
        await page.Locator("#model-file").SetInputFilesAsync(FaceDetection);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("assigned face");
        await page.GetByRole(Role.Button, new() { Name = "Upload" }).ClickAsync();
        await Expect(page.GetByRole(Role.Link, new() { Name = "assigned face" })).ToBeVisibleAsync();

        await page.GetByRole(Role.Link, new() { Name = "Agents" }).ClickAsync();
        await page.GetByRole(Role.Button, new() { Name = "New agent" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("porch sensor");
        await page.GetByLabel("Type").SelectOptionAsync("physical");
        await page.GetByRole(Role.Button, new() { Name = "Create" }).ClickAsync();
        await page.GetByRole(Role.Link, new() { Name = "porch sensor" }).ClickAsync();
        await page.GetByRole(Role.Button, new() { Name = "Assign" }).ClickAsync();
        await page.GetByRole(Role.Dialog).GetByLabel("Model").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Label = "assigned face 1.0" });
        await page.GetByRole(Role.Dialog).GetByRole(Role.Button, new() { Name = "Assign" }).ClickAsync();
        await Expect(page.Locator("section", new() { HasText = "To run" })).ToContainTextAsync("assigned face");
        await Expect(page.Locator("section", new() { HasText = "To run" })).ToContainTextAsync("not heard of yet");
        await visit.PictureAsync("agent");
    }

    private static string FaceDetection => RealModels.Path("face_detection_short_range");
}
