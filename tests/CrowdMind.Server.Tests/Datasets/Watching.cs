using CrowdMind.TestKit.Wire;

namespace CrowdMind.Server.Tests.Datasets;

public sealed class Watching(DatasetGround ground) : DatasetSpec(ground)
{
    [Fact]
    public async Task Who_watches_a_dataset_is_told_how_far_its_jobs_are_until_they_are_done()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var dataset = await NewAsync();
        await using var hub = await HubClient.ConnectAsync(Ground.Server.BaseUri, patience.Token);
        await hub.InvokeAsync("WatchDataset", [$"\"{dataset}\""], patience.Token);
        var job = await DatasetCalls.StartAsync(Http, dataset, 20_000);
        var done = -1L;
        for (var status = ""; status != "done";)
        {
            var call = (await hub.ReadCallAsync(patience.Token))!;
            Assert.Equal("DatasetProgress", call.Target);
            Assert.Equal(dataset, call.Arguments[0].GetString());
            var progress = call.Arguments[1];
            Assert.EndsWith(progress.GetProperty("id").GetString()!, job, StringComparison.Ordinal);
            Assert.True(progress.GetProperty("rows_done").GetInt64() >= done);
            done = progress.GetProperty("rows_done").GetInt64();
            status = progress.Status();
        }

        Assert.Equal(20_000, done);
    }

    [Fact]
    public async Task Who_watches_no_more_or_another_dataset_is_told_nothing()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (dataset, other) = (await NewAsync(), await NewAsync());
        await using var hub = await HubClient.ConnectAsync(Ground.Server.BaseUri, patience.Token);
        await hub.InvokeAsync("WatchDataset", [$"\"{dataset}\""], patience.Token);
        await hub.InvokeAsync("UnwatchDataset", [$"\"{dataset}\""], patience.Token);
        await hub.InvokeAsync("WatchDataset", [$"\"{other}\""], patience.Token);
        await DatasetCalls.BecomesAsync(Http, await DatasetCalls.StartAsync(Http, dataset, 2000), "done");
        await DatasetCalls.StartAsync(Http, other, 2000);
        Assert.Equal(other, (await hub.ReadCallAsync(patience.Token))!.Arguments[0].GetString());
    }

    [Fact]
    public async Task What_cannot_be_watched_is_refused()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var hub = await HubClient.ConnectAsync(Ground.Server.BaseUri, patience.Token);
        foreach (var (id, status) in new[] { (Nobody, "404"), ("nobody", "422") })
        {
            var refused = await Assert.ThrowsAsync<HubRefusedException>(
                () => hub.InvokeAsync("WatchDataset", [$"\"{id}\""], patience.Token));
            Assert.Contains(status, refused.Message, StringComparison.Ordinal);
        }
    }
}
