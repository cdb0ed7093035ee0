using System.Text.Json;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Models;

/// <summary>One server for the tests of models, which takes files of 1 MiB; each test makes its own.</summary>
public sealed class ModelGround : IAsyncLifetime, IDisposable
{
    private CrowdMindServer? _server;
    private Caller? _http;

    public CrowdMindServer Server => _server ?? throw new InvalidOperationException("Not started.");

    public Caller Http => _http ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync(new Dictionary<string, string> { ["MAX_UPLOAD_MB"] = "1" });
        _http = new Caller(Server.BaseUri);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public void Dispose() => _http?.Dispose();
}

/// <summary>What the tests of models have in common.</summary>
[Collection(Name)]
public abstract class ModelSpec(ModelGround ground)
{
    public const string Name = "models";

    /// <summary>An id that belongs to nothing.</summary>
    protected const string Nobody = "01234567-89ab-7cde-8f01-23456789abcd";

    protected ModelGround Ground { get; } = ground;

    protected Caller Http => Ground.Http;

    protected Task<string> NewAsync(string? name = null, string version = "1.0", string more = "") => ModelCalls.NewAsync(Http, name, version, more);

    protected async Task<JsonElement> ModelAsync(string model) => (await Http.GetAsync($"/models/{model}")).Expect(200).Json;

    protected string[] FilesOf(string model) => ModelCalls.Files(Ground.Server.DataFolder, model);

    /// <summary>Holds that a model has no file, and that nothing of any is left behind.</summary>
    protected async Task AssertWithoutFileAsync(string model)
    {
        var json = await ModelAsync(model);
        foreach (var member in new[] { "storage_path", "checksum", "size", "signature" })
            Assert.Equal(JsonValueKind.Null, json.GetProperty(member).ValueKind);
        Assert.Empty(FilesOf(model));
        Assert.DoesNotContain(ModelCalls.Files(Ground.Server.DataFolder), file => file.Contains("incoming", StringComparison.Ordinal));
    }
}

[CollectionDefinition(ModelSpec.Name)]
public sealed class ModelTests : ICollectionFixture<ModelGround>;
