using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>One server for the tests of datasets; each test makes its own.</summary>
public sealed class DatasetGround() : ServerGround(new Dictionary<string, string> { ["MAX_GENERATE_ROWS"] = "2000000" });

/// <summary>What the tests of datasets have in common.</summary>
[Collection(Name)]
public abstract class DatasetSpec(DatasetGround ground) : ServerSpec<DatasetGround>(ground)
{
    public const string Name = "datasets";

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
