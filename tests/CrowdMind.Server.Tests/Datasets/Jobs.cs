using CrowdMind.Server.Tests.Requests;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Datasets;

public sealed class Jobs(DatasetGround ground) : DatasetSpec(ground)
{
    [Fact]
    public async Task A_job_is_told_at_once_and_its_rows_are_there_when_it_is_done()
    {
        var dataset = await NewAsync();
        var answer = (await Http.PostAsync(
            $"/datasets/{dataset}/generate?n=5000&seed=3", null, ("Prefer", "wait=1, Respond-Async; x=y"))).Expect(202);
        Assert.Equal("respond-async", answer.Header("Preference-Applied"));
        Assert.Equal("queued", answer.Json.Status());
        var job = await DatasetCalls.BecomesAsync(Http, answer.Header("Location")!["/api/v1".Length..], "done");
        Assert.Equal(answer.Json.GetProperty("id").GetString(), job.GetProperty("id").GetString());
        Assert.Equal(dataset, job.GetProperty("dataset_id").GetString());
        Assert.Equal((5000, 5000, 3), (
            job.GetProperty("rows_done").GetInt32(), job.GetProperty("rows_total").GetInt32(), job.GetProperty("seed").GetInt32()));
        Assert.Equal(5000, await RowCountAsync(dataset));
        (await Http.DeleteAsync($"/jobs/{job.GetProperty("id")}")).ExpectProblem(409, "done");
    }

    [Fact]
    public async Task A_job_is_found_where_it_is_said_to_be_however_the_path_was_written()
    {
        var dataset = await NewAsync();
        var answer = (await Http.PostAsync($"/DataSets/{dataset.ToUpperInvariant()}/Generate?n=1", null, ("Prefer", "respond-async"))).Expect(202);
        await DatasetCalls.BecomesAsync(Http, answer.Header("Location")!["/api/v1".Length..], "done");
    }

    [Fact]
    public async Task A_running_job_tells_its_rate_and_a_cancelled_one_adds_nothing()
    {
        var dataset = await NewAsync();
        await GenerateAsync(dataset, 10);
        var job = await DatasetCalls.StartAsync(Http, dataset, 2_000_000);
        await DatasetCalls.StoresAsync(Http, job);
        var running = await DatasetCalls.JobAsync(Http, job);
        Assert.Equal("running", running.Status());
        Assert.True(running.GetProperty("rows_per_second").GetDouble() > 0);
        Assert.True(running.GetProperty("seconds_left").GetDouble() > 0);
        Assert.Equal(10, await RowCountAsync(dataset));
        (await Http.DeleteAsync(job)).Expect(202);
        await DatasetCalls.BecomesAsync(Http, job, "cancelled");
        Assert.Equal(10, (await RowsAsync(dataset)).Length);
        Assert.Single(FilesOf(dataset));
        (await Http.DeleteAsync(job)).ExpectProblem(409, "cancelled");
    }

    [Fact]
    public async Task A_job_that_waits_can_be_cancelled_too()
    {
        var dataset = await NewAsync();
        var (first, second) = (
            await DatasetCalls.StartAsync(Http, dataset, 2_000_000), await DatasetCalls.StartAsync(Http, dataset, 1000));
        await DatasetCalls.StoresAsync(Http, first);
        Assert.Equal("queued", (await DatasetCalls.JobAsync(Http, second)).Status());
        (await Http.DeleteAsync(second)).Expect(202);
        await DatasetCalls.BecomesAsync(Http, second, "cancelled");
        Assert.Equal("running", (await DatasetCalls.JobAsync(Http, first)).Status());
        (await Http.DeleteAsync(first)).Expect(202);
        await DatasetCalls.BecomesAsync(Http, first, "cancelled");
    }

    [Fact]
    public async Task A_caller_who_goes_away_wants_no_rows()
    {
        var dataset = await NewAsync();
        using var http = new HttpClient { BaseAddress = Ground.Server.BaseUri };
        using var gone = new CancellationTokenSource();
        var call = http.PostAsync(new Uri($"/api/v1/datasets/{dataset}/generate?n=2000000", UriKind.Relative), null, gone.Token);
        await Eventually.TrueAsync(() => FilesOf(dataset).Length > 0, TimeSpan.FromSeconds(30), () => "a stored segment");
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Eventually.TrueAsync(() => FilesOf(dataset).Length == 0, TimeSpan.FromSeconds(30), () => "no segment left");
        Assert.Equal(0, await RowCountAsync(dataset));
        await GenerateAsync(dataset, 5);
    }

    [Fact]
    public async Task Deleting_a_dataset_ends_its_job_and_leaves_no_bytes()
    {
        var dataset = await NewAsync();
        var job = await DatasetCalls.StartAsync(Http, dataset, 2_000_000);
        await DatasetCalls.StoresAsync(Http, job);
        (await Http.DeleteAsync($"/datasets/{dataset}")).Expect(204);
        await Eventually.TrueAsync(
            async () => (await DatasetCalls.JobAsync(Http, job)).Status() is "cancelled" or "failed", TimeSpan.FromSeconds(30), () => "the job's end");
        Assert.Empty(FilesOf(dataset));
    }

    [Fact]
    public async Task An_unknown_job_is_404_and_an_id_that_is_none_422()
    {
        (await Http.GetAsync($"/jobs/{Nobody}")).ExpectProblem(404, Nobody);
        (await Http.DeleteAsync($"/jobs/{Nobody}")).ExpectProblem(404, Nobody);
        (await Http.GetAsync("/jobs/nobody")).ExpectProblem(422, "nobody").Blaming("job_id");
    }

    private string[] FilesOf(string dataset) =>
        [.. DatasetCalls.Files(Ground.Server.DataFolder).Where(file => file.Contains(dataset, StringComparison.Ordinal))];
}
