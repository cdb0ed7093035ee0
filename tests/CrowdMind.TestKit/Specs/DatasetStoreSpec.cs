using CrowdMind.Datasets;
using CrowdMind.TestKit.Engines;

namespace CrowdMind.TestKit.Specs;

/// <summary>The contract of <see cref="IDatasetStore"/> and <see cref="IJobStore"/>; every engine inherits it.</summary>
public abstract partial class DatasetStoreSpec : IAsyncLifetime
{
    /// <summary>The time of everything in these tests.</summary>
    protected static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private DatasetEngine? _engine;

    /// <summary>The stores.</summary>
    protected IDatasetStore Datasets => Engine.Datasets;

    /// <summary>The jobs.</summary>
    protected IJobStore Jobs => Engine.Jobs;

    private DatasetEngine Engine => _engine ?? throw new InvalidOperationException("The engine is not open.");

    /// <summary>Opens the engine on this test's data; a second time it is another instance beside the first.</summary>
    protected abstract Task<DatasetEngine> OpenAsync();

    /// <inheritdoc/>
    public async Task InitializeAsync() => _engine = await OpenAsync();

    /// <inheritdoc/>
    public virtual async Task DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>Closes the engine and opens it again.</summary>
    protected async Task ReopenAsync()
    {
        await Engine.DisposeAsync();
        _engine = await OpenAsync();
    }

    /// <summary>A dataset that is stored.</summary>
    protected async Task<Dataset> NewDatasetAsync(string name = "visitors", RawJson? schema = null, TimeSpan afterNoon = default)
    {
        var dataset = new Dataset(
            DatasetId.New(TimeProvider.System), name, "1.0", schema, ["yes", "n\"o", "jäin"], RowCount: 0, Noon + afterNoon);
        await Datasets.AddAsync(dataset, default);
        return dataset;
    }

    /// <summary>A job that is stored and has its turn.</summary>
    protected async Task<GenerationJob> NewJobAsync(Dataset dataset, long rows = 10)
    {
        var job = new GenerationJob(
            JobId.New(TimeProvider.System), dataset.Id, JobStatus.Queued, Seed: 42, rows, RowsDone: 0, Noon, StartedAt: null, Noon);
        await Jobs.AddAsync(job, default);
        Assert.True(await Jobs.ReportAsync(job.Id, Noon, rowsDone: 0, Noon, default));
        return job;
    }

    /// <summary>What a job adds: one segment for each count.</summary>
    protected static GenerationCommit CommitOf(GenerationJob job, long firstRow, params int[] rows)
    {
        var segments = new List<Segment>();
        foreach (var count in rows)
        {
            var first = segments.Count == 0 ? firstRow : segments[^1].EndRow;
            segments.Add(new Segment(
                first, count, $"datasets/{job.DatasetId}/{job.Id}/{first}.gz", 1000 + count, new string('a', 64), 100L * count,
                uint.MaxValue - (uint)count, job.Seed, GeneratorVersion: 3));
        }

        return new GenerationCommit(
            job.Id, job.DatasetId, firstRow, segments, RowsChecksum.Of([(byte)firstRow, (byte)rows.Length]), new byte[] { 1, 2, 3, (byte)rows.Length },
            GeneratorVersion: 3, Noon.AddSeconds(1), Noon.AddSeconds(3));
    }

    [Fact]
    public async Task A_dataset_is_found_as_it_was_added_also_after_a_restart()
    {
        var schema = new RawJson("""{"fields" : [ {"name":"ä\u0000","type":"number"} ], "n":1.50}""");
        var dataset = await NewDatasetAsync("Ünïcode 🦊", schema);
        await ReopenAsync();
        var found = await Datasets.FindAsync(dataset.Id, default);
        Assert.NotNull(found);
        Assert.Equal(dataset.Labels, found.Labels);
        Assert.Equal(dataset with { Labels = [] }, found with { Labels = [] });
        Assert.Null(await Datasets.ReadProfileAsync(dataset.Id, default));
        Assert.Empty(await Datasets.ReadSegmentsAsync(dataset.Id, 0, long.MaxValue, default));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var nobody = DatasetId.New(TimeProvider.System);
        Assert.Null(await Datasets.FindAsync(nobody, default));
        Assert.Null(await Datasets.ReadProfileAsync(nobody, default));
        Assert.False(await Datasets.HideAsync(nobody, default));
        Assert.Null(await Jobs.FindAsync(JobId.New(TimeProvider.System), default));
        Assert.False(await Jobs.CancelAsync(JobId.New(TimeProvider.System), default));
    }

    [Fact]
    public async Task Datasets_are_listed_in_parts_and_counted()
    {
        var ids = new List<DatasetId>();
        for (var i = 0; i < 5; i++)
            ids.Add((await NewDatasetAsync($"number {i}", afterNoon: TimeSpan.FromSeconds(i))).Id);
        ids.Reverse();
        var part = await Datasets.ListAsync(new Slice(2, 1), default);
        Assert.Equal(5, part.Total);
        Assert.Equal(ids[1..3], part.Items.Select(dataset => dataset.Id));
    }

    [Fact]
    public async Task A_commit_shows_its_rows_checksum_profile_and_the_end_of_its_job_at_once()
    {
        var dataset = await NewDatasetAsync();
        var job = await NewJobAsync(dataset, rows: 30);
        var commit = CommitOf(job, 0, 10, 20);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitAsync(commit, default));
        await ReopenAsync();
        var found = (await Datasets.FindAsync(dataset.Id, default))!;
        Assert.Equal((30, commit.Checksum, 3, 3000), (found.RowCount, found.Checksum!.Value, found.GeneratorVersion!.Value, found.Bytes));
        Assert.Equal(commit.Segments, await Datasets.ReadSegmentsAsync(dataset.Id, 0, found.RowCount, default));
        Assert.Equal(commit.Profile.ToArray(), await Datasets.ReadProfileAsync(dataset.Id, default));
        var done = (await Jobs.FindAsync(job.Id, default))!;
        Assert.Equal((JobStatus.Done, 30L, 15.0), (done.Status, done.RowsDone, done.RowsPerSecond));
    }

    [Fact]
    public async Task A_second_job_goes_on_where_the_first_ended()
    {
        var dataset = await NewDatasetAsync();
        await CommitAsync(dataset, 0, 10, 20);
        var second = CommitOf(await NewJobAsync(dataset), 30, 5);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitAsync(second, default));
        var found = (await Datasets.FindAsync(dataset.Id, default))!;
        Assert.Equal((35, second.Checksum), (found.RowCount, found.Checksum!.Value));
        Assert.Equal([0L, 10, 30], (await Datasets.ReadSegmentsAsync(dataset.Id, 0, 35, default)).Select(one => one.FirstRow));
    }

    [Theory]
    [InlineData(0, 10, "0")]
    [InlineData(9, 11, "0 10")]
    [InlineData(10, 30, "10")]
    [InlineData(29, 31, "10 30")]
    [InlineData(30, 35, "30")]
    [InlineData(35, 40, "")]
    public async Task The_segments_of_a_range_are_those_that_hold_rows_of_it(long first, long end, string starts)
    {
        var dataset = await NewDatasetAsync();
        await CommitAsync(dataset, 0, 10, 20, 5);
        var found = await Datasets.ReadSegmentsAsync(dataset.Id, first, end, default);
        Assert.Equal(starts, string.Join(' ', found.Select(one => one.FirstRow)));
    }

    [Fact]
    public async Task A_commit_that_others_overtook_changes_nothing()
    {
        var dataset = await NewDatasetAsync();
        var (one, other) = (await NewJobAsync(dataset), await NewJobAsync(dataset));
        var winner = CommitOf(one, 0, 10);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitAsync(winner, default));
        Assert.Equal(CommitOutcome.RowsChanged, await Datasets.CommitAsync(CommitOf(other, 0, 7), default));
        Assert.Equal(10, (await Datasets.FindAsync(dataset.Id, default))!.RowCount);
        Assert.Equal(winner.Segments, await Datasets.ReadSegmentsAsync(dataset.Id, 0, 100, default));
        Assert.Equal(JobStatus.Running, (await Jobs.FindAsync(other.Id, default))!.Status);
    }

    [Fact]
    public async Task Of_commits_at_once_on_two_instances_one_adds_its_rows()
    {
        await using var beside = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var dataset = await NewDatasetAsync();
            var commits = new List<GenerationCommit>();
            for (var i = 0; i < 6; i++)
                commits.Add(CommitOf(await NewJobAsync(dataset), 0, 10 + i));
            var outcomes = await Task.WhenAll(commits.Select((commit, i) => Task.Run(
                () => (i % 2 == 0 ? Datasets : beside.Datasets).CommitAsync(commit, default))));
            var winner = commits[Assert.Single(Enumerable.Range(0, 6), i => outcomes[i] == CommitOutcome.Committed)];
            Assert.Equal(5, outcomes.Count(outcome => outcome == CommitOutcome.RowsChanged));
            Assert.Equal(winner.Rows, (await Datasets.FindAsync(dataset.Id, default))!.RowCount);
        }
    }

    [Fact]
    public async Task A_commit_that_was_done_is_answered_as_done_and_done_once()
    {
        var dataset = await NewDatasetAsync();
        var commit = CommitOf(await NewJobAsync(dataset), 0, 10);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitAsync(commit, default));
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitAsync(commit, default));
        Assert.Equal(10, (await Datasets.FindAsync(dataset.Id, default))!.RowCount);
    }

    [Fact]
    public async Task A_hidden_dataset_is_gone_for_all_but_those_who_sweep()
    {
        var (dataset, other) = (await NewDatasetAsync(), await NewDatasetAsync());
        await CommitAsync(dataset, 0, 10);
        var job = await NewJobAsync(dataset);
        Assert.True(await Datasets.HideAsync(dataset.Id, default));
        Assert.False(await Datasets.HideAsync(dataset.Id, default));
        Assert.Null(await Datasets.FindAsync(dataset.Id, default));
        Assert.Null(await Datasets.ReadProfileAsync(dataset.Id, default));
        Assert.Equal([other.Id], (await Datasets.ListAsync(new Slice(10, 0), default)).Items.Select(one => one.Id));
        Assert.False(await Jobs.ReportAsync(job.Id, Noon, 5, Noon, default));
        Assert.Equal(CommitOutcome.DatasetGone, await Datasets.CommitAsync(CommitOf(job, 10, 10), default));
        await ReopenAsync();
        Assert.Equal([dataset.Id], await Datasets.FindHiddenAsync(default));
        await Datasets.RemoveAsync(dataset.Id, default);
        Assert.Empty(await Datasets.FindHiddenAsync(default));
        Assert.Empty(await Datasets.ReadSegmentsAsync(dataset.Id, 0, 100, default));
        await Datasets.RemoveAsync(other.Id, default);
        Assert.NotNull(await Datasets.FindAsync(other.Id, default));
    }

    private async Task CommitAsync(Dataset dataset, long firstRow, params int[] rows) => Assert.Equal(
        CommitOutcome.Committed, await Datasets.CommitAsync(CommitOf(await NewJobAsync(dataset), firstRow, rows), default));
}
