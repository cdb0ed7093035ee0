using System.Text.Json;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>docs/PROTOCOL.md says what the server does.</summary>
public sealed class ProtocolExamplesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] Run = ["http", "ws", "sse", "hub"];

    private static readonly IReadOnlyList<DocumentBlock> Blocks =
        DocumentBlock.ReadAll(RepositoryFolder.Path("docs", "PROTOCOL.md"));

    [Fact]
    public async Task Every_example_of_the_protocol_is_true()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.BaseUri, Timeout = Patience };
        var placeholders = new Placeholders();
        var found = new List<string>();
        foreach (var block in Blocks.Where(block => Run.Contains(block.Language)))
        {
            var differences = await RunAsync(block, http, placeholders);
            found.AddRange(differences.Select(difference => $"docs/PROTOCOL.md:{block.Line}  {difference}"));
        }

        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    [Fact]
    public void Every_block_is_run_or_at_least_JSON()
    {
        foreach (var block in Blocks.Where(block => !Run.Contains(block.Language)))
        {
            Assert.True(block.Language == "json", $"docs/PROTOCOL.md:{block.Line}: nobody checks {block.Language}.");
            using var json = JsonDocument.Parse(block.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void Every_route_has_an_example(string route) =>
        Assert.Contains(Blocks, block => block.Text.Contains(route, StringComparison.Ordinal));

    public static TheoryData<string> Routes() =>
    [
        "GET /health\n", "GET /health/ready",
        "POST /api/v1/agents", "GET /api/v1/agents?", "GET /api/v1/agents/{agent}", "DELETE /api/v1/agents/{agent}",
        "PATCH /api/v1/agents/{agent}", "POST /api/v1/agents/{agent}/assign-model/", "GET /api/v1/agents/{agent}/model\n",
        "DELETE /api/v1/agents/{agent}/model", "POST /api/v1/agents/{agent}/model-status", "CONNECT /api/v1/ws/agents/{agent}",
        "GET /api/v1/experiments/{experiment}/agents", "PUT /api/v1/experiments/{experiment}/agents/{agent}",
        "DELETE /api/v1/experiments/{experiment}/agents/{agent}",
        "POST /api/v1/experiments\n", "GET /api/v1/experiments?status=", "GET /api/v1/experiments/{experiment}\n",
        "POST /api/v1/experiments/{experiment}/start", "POST /api/v1/experiments/{experiment}/stop",
        "DELETE /api/v1/experiments/{experiment}", "POST /api/v1/reactions",
        "POST /api/v1/experiments/{experiment}/reactions", "GET /api/v1/experiments/{experiment}/reactions?after=",
        "POST /api/v1/datasets\n", "GET /api/v1/datasets?", "GET /api/v1/datasets/{dataset}\n", "DELETE /api/v1/datasets/{dataset}",
        "POST /api/v1/datasets/{dataset}/generate?", "GET /api/v1/datasets/{dataset}/rows?", "GET /api/v1/datasets/{dataset}/export?",
        "GET /api/v1/datasets/{dataset}/profile", "DELETE /api/v1/jobs/{job}",
        "POST /api/v1/datasets/{moods}/generate\n", "POST /api/v1/datasets/{moods}/versions?", "GET /api/v1/datasets/{moods}/versions?",
        "GET /api/v1/datasets/versions/{moods_later}/download?", "GET /api/v1/datasets/{moods_later}/diff/",
        "POST /api/v1/models/{named}/versions?", "GET /api/v1/models/{named}/versions",
        "POST /api/v1/models\n", "GET /api/v1/models?", "GET /api/v1/models/team%2Fmood@champion\n", "DELETE /api/v1/models/{model}\n",
        "POST /api/v1/models/{model}/upload", "GET /api/v1/models/team%2Fmood@champion/download?",
        "PUT /api/v1/models/team%2Fmood/aliases/champion", "GET /api/v1/models/team%2Fmood/aliases\n",
        "DELETE /api/v1/models/team%2Fmood/aliases/champion",
        "GET /api/v1/experiments/{experiment}/export", "GET /api/v1/experiments/{experiment}/events?after=",
        "CONNECT /api/v1/ws/experiments/{experiment}?after=", "CONNECT /hubs/experiments",
    ];

    private static async Task<IReadOnlyList<string>> RunAsync(
        DocumentBlock block, HttpClient http, Placeholders placeholders)
    {
        using var patience = new CancellationTokenSource(Patience);
        return block.Language switch
        {
            "http" => await HttpExample.RunAsync(block.Text, http, placeholders),
            "sse" => await StreamExample.RunAsync(block.Text, http, placeholders, patience.Token),
            var socket => await new SocketExample(placeholders, socket == "hub")
                .RunAsync(block.Text, http.BaseAddress!, patience.Token),
        };
    }
}
