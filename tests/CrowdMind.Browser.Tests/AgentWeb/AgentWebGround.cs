using System.Text.Json;
using CrowdMind.Browser.Tests.Browsers;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;
using Microsoft.Playwright;

namespace CrowdMind.Browser.Tests.AgentWeb;

/// <summary>samples/agent-web as its preview serves it, a CrowdMind server behind it, and a browser.</summary>
public sealed class AgentWebGround : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private CrowdMindServer? _server;
    private RestClient? _rest;
    private SampleProcess? _preview;
    private Chromium? _chromium;

    /// <summary>Where the page is.</summary>
    public Uri Page { get; } = new($"http://127.0.0.1:{FreePort.Next()}/");

    /// <summary>The server.</summary>
    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("The ground is not laid.");

    /// <summary>The server's REST routes.</summary>
    public RestClient Rest => _rest ?? throw new InvalidOperationException("The ground is not laid.");

    /// <summary>The browser.</summary>
    public IBrowser Browser => _chromium?.Browser ?? throw new InvalidOperationException("The ground is not laid.");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync();
        _rest = new RestClient(_server.BaseUri);
        _preview = await AgentWebPreview.StartAsync(Page, _server.BaseUri);
        _chromium = await Chromium.LaunchAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_preview is not null)
            await _preview.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _rest?.Dispose();

    /// <summary>A browser like a phone's with a page, which is not opened yet.</summary>
    public async Task<AgentPage> NewPageAsync()
    {
        var context = await Browser.NewContextAsync(
            new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        return new AgentPage(context, await context.NewPageAsync(), Page);
    }

    /// <summary>A dataset of numbers with so many rows.</summary>
    public async Task<Guid> DatasetAsync(int rows)
    {
        var made = await Rest.PostAsync(
            "datasets",
            """{"name":"moods","labels":["calm","excited","angry"],"schema":{"features":["noise","movement","density","heat"],"label_column":"mood"}}""");
        var dataset = made.Expect(201).Json.GetProperty("id").GetGuid();
        (await Rest.PostAsync($"datasets/{dataset}/generate?n={rows}&seed=42", "")).Expect(200);
        return dataset;
    }

    /// <summary>Trains on a dataset and gives the model to an agent; what the trainer itself says of the test split, by row.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> TrainAsync(Guid dataset, Guid agent, params string[] arguments)
    {
        var said = Path.GetTempFileName();
        await using var trainer = SampleProcess.Python(
            "trainer-python/trainer.py",
            [
                "--url", $"{Server.BaseUri}api/v1", "--dataset", $"{dataset}", "--assign", $"{agent}", "--name", $"for {agent}",
                "--predictions", said, .. arguments,
            ]);
        Assert.True(await trainer.ExitAsync(Patience) == 0, trainer.Notes);
        var lines = await File.ReadAllLinesAsync(said);
        File.Delete(said);
        return lines.Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(row => $"{row.GetProperty("row")}");
    }

    /// <summary>An experiment that runs.</summary>
    public async Task<Guid> ExperimentAsync()
    {
        var experiment = await Rest.CreateExperimentAsync();
        (await Rest.StartAsync(experiment)).Expect(200);
        return experiment;
    }

    /// <summary>What the agent says of its model.</summary>
    public async Task<JsonElement> ReportedAsync(Guid agent) =>
        (await Rest.SendAsync(HttpMethod.Get, $"agents/{agent}", null)).Expect(200).Json.GetProperty("reported");
}
