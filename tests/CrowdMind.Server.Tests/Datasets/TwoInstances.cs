using System.Text.Json;
using CrowdMind.Server.Tests.Engines;
using CrowdMind.Server.Tests.Instances;
using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;
using CrowdMind.TestKit.Servers;
using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Datasets;

/// <summary>Two servers on one PostgreSQL, of their own so that nobody waits for their silences, and one folder of objects.</summary>
public sealed class TwoInstances(PostgresFixture fixture) : SharedFolderSpec(fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Rows_are_the_same_as_on_SQLite_and_on_both_instances()
    {
        await using var sqlite = await CrowdMindServer.StartAsync();
        using var http = new Caller(sqlite.BaseUri);
        var (here, there) = (await DatasetCalls.NewAsync(http), await DatasetCalls.NewAsync(Callers[0]));
        var whole = await DatasetCalls.GenerateAsync(http, here, 10_000);
        var last = default(JsonElement);
        for (var call = 0; call < 10; call++)
            last = await DatasetCalls.GenerateAsync(Callers[call % 2], there, 1000);
        Assert.Equal(whole.GetProperty("checksum").GetString(), last.GetProperty("checksum").GetString());
        Assert.Equal(10_000, last.GetProperty("row_count").GetInt64());
        var (one, other) = (
            (await Callers[0].GetAsync($"/datasets/{there}/profile")).Expect(200).Text,
            (await http.GetAsync($"/datasets/{here}/profile")).Expect(200).Text);
        Assert.Equal(other, one);
    }

    [Fact]
    public async Task Of_calls_at_once_on_both_each_adds_all_of_its_rows_or_none()
    {
        var dataset = await DatasetCalls.NewAsync(Callers[0]);
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(
            seed => Callers[seed % 2].PostAsync($"/datasets/{dataset}/generate?n=3000&seed={seed}")));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 200, 409 }));
        var added = answers.Where(answer => answer.Status == 200).Select(answer => answer.Json.GetProperty("seed").GetInt64()).ToArray();
        Assert.NotEmpty(added);
        var rows = (await Callers[1].GetAsync($"/datasets/{dataset}/export")).Expect(200).Text
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("meta")).ToArray();
        Assert.Equal(Enumerable.Range(0, 3000 * added.Length), rows.Select(row => row.GetProperty("row").GetInt32()));
        Assert.Equal(added.Order(), rows.Chunk(3000).Select(call => Assert.Single(call.Select(row => row.GetProperty("seed").GetInt64()).Distinct())).Order());
        await Eventually.TrueAsync(() => Files() == added.Length, Patience, () => $"a segment a call; there are {Files()}");
    }

    [Fact]
    public async Task A_job_is_watched_and_cancelled_through_the_other_instance()
    {
        using var patience = new CancellationTokenSource(Patience);
        var dataset = await DatasetCalls.NewAsync(Callers[0]);
        await using var hub = await HubClient.ConnectAsync(Servers[1].BaseUri, patience.Token);
        await hub.InvokeAsync("WatchDataset", [$"\"{dataset}\""], patience.Token);
        var job = await DatasetCalls.StartAsync(Callers[0], dataset, 1_000_000);
        while ((await hub.ReadCallAsync(patience.Token))!.Arguments[1].GetProperty("rows_done").GetInt64() == 0)
        {
        }

        (await Callers[1].DeleteAsync(job)).Expect(202);
        while ((await hub.ReadCallAsync(patience.Token))!.Arguments[1].Status() != "cancelled")
        {
        }

        Assert.Equal("cancelled", (await DatasetCalls.JobAsync(Callers[1], job)).Status());
        Assert.Equal(0, Files());
    }

    [Fact]
    public async Task What_a_killed_instance_left_the_other_one_sweeps()
    {
        var dataset = await DatasetCalls.NewAsync(Callers[0]);
        var job = await DatasetCalls.StartAsync(Callers[0], dataset, 1_000_000);
        await DatasetCalls.StoresAsync(Callers[1], job);
        await Servers[0].KillAsync();
        Assert.NotEqual(0, Files());
        await DatasetCalls.BecomesAsync(Callers[1], job, "failed");
        await Eventually.TrueAsync(() => Files() == 0, Patience, () => $"no segment left; there are {Files()}");
        await DatasetCalls.GenerateAsync(Callers[1], dataset, 10);
    }

    [Fact]
    public async Task An_instance_that_slept_too_long_adds_nothing_when_it_wakes()
    {
        var dataset = await DatasetCalls.NewAsync(Callers[0]);
        var job = await DatasetCalls.StartAsync(Callers[0], dataset, 1_000_000);
        await DatasetCalls.StoresAsync(Callers[1], job);
        Servers[0].Pause();
        await DatasetCalls.BecomesAsync(Callers[1], job, "failed");
        await DatasetCalls.GenerateAsync(Callers[1], dataset, 10);
        Servers[0].Resume();
        await Eventually.TrueAsync(() => Files() == 1, Patience, () => $"one segment; there are {Files()}");
        Assert.Equal("failed", (await DatasetCalls.JobAsync(Callers[0], job)).Status());
        Assert.Equal(10, (await Callers[0].GetAsync($"/datasets/{dataset}")).Expect(200).Json.GetProperty("row_count").GetInt64());
    }

    private int Files() => DatasetCalls.Files(Folder).Length;
}
