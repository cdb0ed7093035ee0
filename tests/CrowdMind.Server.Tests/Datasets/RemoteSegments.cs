using System.IO.Compression;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>Datasets whose rows lie in a store that is not on this machine's disk.</summary>
public sealed class RemoteSegments
{
    [Fact]
    public async Task Rows_go_to_a_remote_store_and_come_back_from_there_and_leave_with_their_dataset()
    {
        await using var storage = await SupabaseServer.StartAsync();
        await using var server = await CrowdMindServer.StartAsync(new Dictionary<string, string>
        {
            ["SUPABASE_URL"] = storage.Url.ToString(),
            ["SUPABASE_KEY"] = SupabasePlan.SecretKey,
        });
        using var http = new Caller(server.BaseUri);
        var dataset = await DatasetCalls.NewAsync(http);
        await DatasetCalls.GenerateAsync(http, dataset, 40_000);
        await DatasetCalls.GenerateAsync(http, dataset, 10);
        var plain = (await http.GetAsync($"/datasets/{dataset}/export")).Expect(200).Body;
        Assert.Equal(40_010, plain.Count(one => one == '\n'));
        var packed = (await http.GetAsync($"/datasets/{dataset}/export", ("Accept-Encoding", "gzip"))).Expect(200).Body;
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await gzip.CopyToAsync(unpacked);
        Assert.Equal(plain, unpacked.ToArray());
        (await http.DeleteAsync($"/datasets/{dataset}")).Expect(204);
        (await http.GetAsync($"/datasets/{dataset}/export")).ExpectProblem(404, dataset);
        Assert.False(Directory.Exists(Path.Combine(server.DataFolder, "objects")), "objects on the local disk");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "incoming")));
    }
}
