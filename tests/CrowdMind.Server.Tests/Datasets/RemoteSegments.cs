using System.IO.Compression;
using CrowdMind.Objects;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Servers.Objects;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>Datasets whose rows lie in a store that is not on this machine's disk, through the front door.</summary>
public abstract class RemoteSegments : IAsyncLifetime, IDisposable
{
    private const long TooSmallForASegment = 2 * 1024 * 1024;

    private CrowdMindServer _server = null!; // Set before each test.
    private Caller _http = null!; // As above.

    /// <summary>What the server needs to know of the store.</summary>
    protected abstract Dictionary<string, string> Settings { get; }

    /// <summary>How the store is to fail.</summary>
    protected abstract HttpFaults Faults { get; }

    /// <summary>The store, as another client sees it.</summary>
    private protected abstract IObjectStore Store { get; }

    public async Task InitializeAsync()
    {
        _server = await CrowdMindServer.StartAsync(Settings, before: CrowdMindServer.SurviveFullDisk);
        _http = new Caller(_server.BaseUri);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _http?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Rows_go_to_a_remote_store_and_come_back_from_there_and_leave_with_their_dataset()
    {
        var dataset = await DatasetCalls.NewAsync(_http);
        await DatasetCalls.GenerateAsync(_http, dataset, 40_000);
        await DatasetCalls.GenerateAsync(_http, dataset, 10);
        Assert.True(await CountAsync(dataset) > 1, "segments in the store");
        var plain = (await _http.GetAsync($"/datasets/{dataset}/export")).Expect(200).Body;
        Assert.Equal(40_010, plain.Count(one => one == '\n'));
        var packed = (await _http.GetAsync($"/datasets/{dataset}/export", ("Accept-Encoding", "gzip"))).Expect(200).Body;
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await gzip.CopyToAsync(unpacked);
        Assert.Equal(plain, unpacked.ToArray());
        var profile = (await _http.GetAsync($"/datasets/{dataset}/profile")).Expect(200).Json;
        Assert.Equal(40_010, profile.GetProperty("rows").GetInt64());
        (await _http.DeleteAsync($"/datasets/{dataset}")).Expect(204);
        (await _http.GetAsync($"/datasets/{dataset}/export")).ExpectProblem(404, dataset);
        Assert.Equal(0, await CountAsync(dataset));
        AssertNothingOnThisDisk();
    }

    [Fact]
    public async Task What_the_store_or_the_disk_before_it_refuses_leaves_the_dataset_as_it_was()
    {
        var dataset = await DatasetCalls.NewAsync(_http);
        await DatasetCalls.GenerateAsync(_http, dataset, 700);

        // The first segment is taken, the second refused.
        Faults.Plan(HttpFault.None, HttpFault.Forbidden);
        await AssertRefusedAsync(dataset);
        Assert.Equal(0, Faults.Left);

        _server.LimitFileSize(TooSmallForASegment);
        await AssertRefusedAsync(dataset);
        _server.LimitFileSize(null);
        Assert.Equal(1000, (await DatasetCalls.GenerateAsync(_http, dataset, 300)).GetProperty("row_count").GetInt64());
        AssertNothingOnThisDisk();
    }

    private async Task AssertRefusedAsync(string dataset)
    {
        (await _http.PostAsync($"/datasets/{dataset}/generate?n=150000")).ExpectProblem(503, "object store");
        Assert.Equal(1, await CountAsync(dataset));
        Assert.Equal(700, (await _http.GetAsync($"/datasets/{dataset}")).Expect(200).Json.GetProperty("row_count").GetInt64());
    }

    private async Task<int> CountAsync(string dataset) =>
        await Store.ListAsync(ObjectFolder.Parse($"datasets/{dataset}"), CancellationToken.None).CountAsync();

    private void AssertNothingOnThisDisk()
    {
        Assert.False(Directory.Exists(Path.Combine(_server.DataFolder, "objects")), "objects on the local disk");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_server.DataFolder, "incoming")));
    }
}
