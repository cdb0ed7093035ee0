using System.Text.Json;
using CrowdMind.Server.Tests.Requests;

namespace CrowdMind.Server.Tests.Models;

/// <summary>One server for the tests of models, which takes files of 1 MiB; each test makes its own.</summary>
public sealed class ModelGround() : ServerGround(new Dictionary<string, string> { ["MAX_UPLOAD_MB"] = "1" });

/// <summary>What the tests of models have in common.</summary>
[Collection(Name)]
public abstract class ModelSpec(ModelGround ground) : ServerSpec<ModelGround>(ground)
{
    public const string Name = "models";

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
