using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>Whatever breaks in the middle of a generation, the dataset is as it was, and no bytes are left.</summary>
public sealed class Losses
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_killed_server_leaves_no_half_dataset()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        var dataset = await DatasetCalls.NewAsync(http);
        await DatasetCalls.GenerateAsync(http, dataset, 1500);
        var before = (await http.GetAsync($"/datasets/{dataset}/export")).Expect(200).Body;
        var job = await DatasetCalls.StartAsync(http, dataset, 1_000_000);
        await DatasetCalls.StoresAsync(http, job);
        await server.KillAsync();
        Assert.True(DatasetCalls.Files(server.DataFolder).Length > 1, "nothing was stored when the server was killed");
        await server.RestartAsync();
        Assert.Equal(before, (await http.GetAsync($"/datasets/{dataset}/export")).Expect(200).Body);
        var lost = await DatasetCalls.BecomesAsync(http, job, "failed");
        Assert.Contains("went away", lost.GetProperty("error").GetString(), StringComparison.Ordinal);
        await Eventually.TrueAsync(
            () => DatasetCalls.Files(server.DataFolder).Length == 1, Patience, () => "one segment; there are "
                + string.Join(", ", DatasetCalls.Files(server.DataFolder)));
        var answer = await DatasetCalls.GenerateAsync(http, dataset, 500);
        Assert.Equal(2000, answer.GetProperty("row_count").GetInt64());
    }

    [Fact]
    public async Task A_stopped_server_ends_its_jobs_and_sweeps_behind_them()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        var dataset = await DatasetCalls.NewAsync(http);
        var job = await DatasetCalls.StartAsync(http, dataset, 1_000_000);
        await DatasetCalls.StoresAsync(http, job);
        var waiting = http.PostAsync($"/datasets/{await DatasetCalls.NewAsync(http)}/generate?n=1000000");
        await Eventually.TrueAsync(
            () => DatasetCalls.Files(server.DataFolder).Select(Path.GetDirectoryName).Distinct().Count() == 2, Patience, () => "segments of both");
        Assert.Equal(0, (await server.StopAsync()).ExitCode);
        Assert.Empty(DatasetCalls.Files(server.DataFolder));
        (await waiting).ExpectProblem(503, "stopping");
        await server.RestartAsync();
        var ended = await DatasetCalls.JobAsync(http, job);
        Assert.Equal("failed", ended.Status());
        Assert.Contains("stopped", ended.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_fails_the_call_and_leaves_the_dataset_as_it_was()
    {
        await using var server = await CrowdMindServer.StartAsync(before: CrowdMindServer.SurviveFullDisk);
        using var http = new Caller(server.BaseUri);
        var dataset = await DatasetCalls.NewAsync(http);
        await DatasetCalls.GenerateAsync(http, dataset, 700);

        // Enough for the database, too little for a segment.
        server.LimitFileSize(2 * 1024 * 1024);
        (await http.PostAsync($"/datasets/{dataset}/generate?n=200000")).ExpectProblem(503, "object store");
        Assert.Single(DatasetCalls.Files(server.DataFolder));
        Assert.Equal(700, (await http.GetAsync($"/datasets/{dataset}")).Expect(200).Json.GetProperty("row_count").GetInt64());
        server.LimitFileSize(null);
        Assert.Equal(1000, (await DatasetCalls.GenerateAsync(http, dataset, 300)).GetProperty("row_count").GetInt64());
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_rows()
    {
        await using var server = await CrowdMindServer.StartAsync();
        using var http = new Caller(server.BaseUri);
        var dataset = await DatasetCalls.NewAsync(http);
        await DatasetCalls.BecomesAsync(http, await DatasetCalls.StartAsync(http, dataset, 60_000), "done");
        using var export = new HttpClient { BaseAddress = server.BaseUri };
        await DrainAsync(export, dataset);
        var before = server.ResidentBytes();
        await DatasetCalls.BecomesAsync(http, await DatasetCalls.StartAsync(http, dataset, 180_000), "done");
        await DrainAsync(export, dataset);
        var growth = server.ResidentBytes() - before;
        Assert.True(growth < 64 << 20, $"three times the rows grew the server by {growth >> 20} MiB");
    }

    private static async Task DrainAsync(HttpClient http, string dataset)
    {
        foreach (var query in new[] { "", "?format=csv&layout=flat" })
        {
            await using var body = await http.GetStreamAsync(new Uri($"/api/v1/datasets/{dataset}/export{query}", UriKind.Relative));
            await body.CopyToAsync(Stream.Null);
        }
    }
}
