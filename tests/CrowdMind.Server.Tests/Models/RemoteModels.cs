using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Models;

/// <summary>Models whose bytes lie in a store that is not on this machine's disk.</summary>
public sealed class RemoteModels
{
    [Fact]
    public async Task On_Supabase_Storage()
    {
        await using var storage = await SupabaseServer.StartAsync();
        await AssertServedAsync(storage.Faults, storage.Url, new()
        {
            ["SUPABASE_URL"] = storage.Url.ToString(),
            ["SUPABASE_KEY"] = SupabasePlan.SecretKey,
        });
    }

    [Fact]
    public async Task On_S3()
    {
        await using var storage = await S3Server.StartAsync(RepositoryFolder.Path());
        await AssertServedAsync(storage.Faults, storage.Endpoint, new()
        {
            ["S3_ENDPOINT"] = storage.Endpoint.ToString(),
            ["S3_BUCKET"] = S3Server.Bucket,
            ["S3_ACCESS_KEY"] = S3Server.AccessKey,
            ["S3_SECRET_KEY"] = S3Server.SecretKey,
        });
    }

    [Fact]
    public async Task A_file_that_the_store_takes_not_is_413_with_its_limit()
    {
        await using var storage = await SupabaseServer.StartAsync(new SupabasePlan { FileSizeLimit = 50_000 });
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string>
        {
            ["SUPABASE_URL"] = storage.Url.ToString(),
            ["SUPABASE_KEY"] = SupabasePlan.SecretKey,
        });
        using var http = new Caller(server.BaseUri);
        var model = await ModelCalls.NewAsync(http);
        var problem = (await ModelCalls.UploadAsync(http, model, ModelCalls.Sample())).ExpectProblem(413, "50000");
        Assert.Equal(50_000, problem.Detail("limit_bytes").GetInt64());
        Assert.Empty(ModelCalls.Files(server.DataFolder));
    }

    private static async Task AssertServedAsync(HttpFaults faults, Uri storage, Dictionary<string, string> settings)
    {
        await using var server = await CrowdMindServer.StartAsync(settings);
        using var http = new Caller(server.BaseUri);
        var (model, file) = (await ModelCalls.NewAsync(http), ModelCalls.Sample());
        faults.Plan(HttpFault.Forbidden);
        (await ModelCalls.UploadAsync(http, model, file)).ExpectProblem(503, "object store");
        Assert.Empty(ModelCalls.Files(server.DataFolder));
        faults.Plan(HttpFault.CutRequest);
        (await ModelCalls.UploadAsync(http, model, file)).Expect(200);
        (await ModelCalls.UploadAsync(http, model, file)).Expect(200);
        (await ModelCalls.UploadAsync(http, model, ModelCalls.Sample(seed: 2))).ExpectProblem(409);
        Assert.Equal(storage.Authority, (await ModelCalls.UrlAsync(http, model)).Authority);
        Assert.Equal(file, (await ModelCalls.FetchAsync(http, model)).Expect(200).Body);
        Assert.Equal(file[4096..8192], (await ModelCalls.FetchAsync(http, model, ("Range", "bytes=4096-8191"))).Expect(206).Body);
        var url = await ModelCalls.UrlAsync(http, model);
        (await http.DeleteAsync($"/models/{model}")).Expect(204);
        using var anybody = new HttpClient();
        Assert.False((await anybody.GetAsync(url)).IsSuccessStatusCode, "the bytes are still there");
        Assert.Empty(ModelCalls.Files(server.DataFolder));
    }
}
