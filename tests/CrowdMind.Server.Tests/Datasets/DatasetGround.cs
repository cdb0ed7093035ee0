using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>One server for the tests of datasets; each test makes its own.</summary>
public sealed class DatasetGround : IAsyncLifetime, IDisposable
{
    private CrowdMindServer? _server;
    private Caller? _http;

    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public Caller Http => _http ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync(new Dictionary<string, string> { ["MAX_GENERATE_ROWS"] = "2000000" });
        _http = new Caller(Server.BaseUri);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose() => _http?.Dispose();
}

/// <summary>What the tests of datasets have in common.</summary>
[Collection(Name)]
public abstract class DatasetSpec(DatasetGround ground)
{
    public const string Name = "datasets";

    protected DatasetGround Ground { get; } = ground;

    protected Caller Http => Ground.Http;

    protected Task<string> NewAsync(string body = """{"name":"d"}""") => DatasetCalls.NewAsync(Http, body);

    protected Task<JsonElement> GenerateAsync(string dataset, int rows, long seed = 42) =>
        DatasetCalls.GenerateAsync(Http, dataset, rows, seed);

    protected async Task<JsonElement[]> RowsAsync(string dataset, string query = "") =>
        [.. (await Http.GetAsync($"/datasets/{dataset}/export{query}")).Expect(200).Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    protected async Task<long> RowCountAsync(string dataset) =>
        (await Http.GetAsync($"/datasets/{dataset}")).Expect(200).Json.GetProperty("row_count").GetInt64();
}

[CollectionDefinition(DatasetSpec.Name)]
public sealed class DatasetTests : ICollectionFixture<DatasetGround>;
