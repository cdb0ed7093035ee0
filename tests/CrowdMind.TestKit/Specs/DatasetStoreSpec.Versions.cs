using CrowdMind.Datasets;

namespace CrowdMind.TestKit.Specs;

public abstract partial class DatasetStoreSpec
{
    [Fact]
    public async Task A_version_is_there_whole_also_after_a_restart()
    {
        var commit = VersionOf(await NewVersionJobAsync(), "visitors", "1.1", rows: 30);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(commit, default));
        await ReopenAsync();
        var version = commit.Version.Dataset;
        var found = (await Datasets.FindAsync(version.Id, default))!;
        Assert.Equal(version.Labels, found.Labels);
        Assert.Equal(version with { Labels = [] }, found with { Labels = [] });
        Assert.Equal(commit.Segments, await Datasets.ReadSegmentsAsync(version.Id, 0, 30, default));
        Assert.Equal(commit.Profile!.Value.ToArray(), await Datasets.ReadProfileAsync(version.Id, default));
        Assert.Equal(JobStatus.Done, (await Jobs.FindAsync(commit.JobId, default))!.Status);
        var listed = Assert.Single((await Datasets.ListVersionsAsync("visitors", new Slice(10, 0), default)).Items);
        Assert.Equal((version.Id, commit.Version.Stats), (listed.Dataset.Id, listed.Stats));
    }

    [Fact]
    public async Task A_version_without_rows_and_profile_keeps_its_file()
    {
        var commit = VersionOf(await NewVersionJobAsync(), "archive", "1", rows: 0) with { Profile = null };
        commit = commit with { Version = commit.Version with { Stats = null } };
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(commit, default));
        var found = (await Datasets.FindAsync(commit.Version.Dataset.Id, default))!;
        Assert.Equal(commit.Version.Dataset.File, found.File);
        Assert.Null(await Datasets.ReadProfileAsync(found.Id, default));
    }

    [Fact]
    public async Task A_name_has_a_version_once_until_it_is_deleted()
    {
        var first = VersionOf(await NewVersionJobAsync(), "visitors", "1.1", rows: 3);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(first, default));
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(first, default));
        var again = VersionOf(await NewVersionJobAsync(), "visitors", "1.1", rows: 4);
        Assert.Equal(CommitOutcome.VersionTaken, await Datasets.CommitVersionAsync(again, default));
        Assert.Null(await Datasets.FindAsync(again.Version.Dataset.Id, default));
        Assert.Empty(await Datasets.ReadSegmentsAsync(again.Version.Dataset.Id, 0, 100, default));
        Assert.Equal(JobStatus.Running, (await Jobs.FindAsync(again.JobId, default))!.Status);
        Assert.True(await Datasets.HideAsync(first.Version.Dataset.Id, default));
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(again, default));
    }

    [Fact]
    public async Task A_dataset_of_the_old_kind_has_its_version_too()
    {
        await NewDatasetAsync("visitors");
        var commit = VersionOf(await NewVersionJobAsync(), "visitors", "1.0", rows: 3);
        Assert.Equal(CommitOutcome.VersionTaken, await Datasets.CommitVersionAsync(commit, default));
    }

    [Fact]
    public async Task Of_the_same_version_at_once_on_two_instances_one_is_made()
    {
        await using var beside = await OpenAsync();
        for (var round = 0; round < 8; round++)
        {
            var commits = new List<VersionCommit>();
            for (var i = 0; i < 6; i++)
                commits.Add(VersionOf(await NewVersionJobAsync(), "visitors", $"{round}", rows: 10 + i));
            var outcomes = await Task.WhenAll(commits.Select((commit, i) => Task.Run(
                () => (i % 2 == 0 ? Datasets : beside.Datasets).CommitVersionAsync(commit, default))));
            var winner = commits[Assert.Single(Enumerable.Range(0, 6), i => outcomes[i] == CommitOutcome.Committed)];
            Assert.Equal(5, outcomes.Count(outcome => outcome == CommitOutcome.VersionTaken));
            var found = Assert.Single(await Datasets.FindVersionsAsync("visitors", $"{round}", default));
            Assert.Equal(winner.Version.Dataset.Id, found.Id);
        }
    }

    [Fact]
    public async Task A_dataset_that_waits_is_no_version_until_it_becomes_one()
    {
        var waiting = await NewWaitingAsync("moods");
        Assert.Equal(0, (await Datasets.ListVersionsAsync("moods", new Slice(10, 0), default)).Total);
        Assert.True(Assert.Single(await Datasets.FindVersionsAsync("moods", "1.0", default)).IsWaiting);
        var other = VersionOf(await NewVersionJobAsync(), "moods", "1.1", rows: 1);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(other, default));
        var filling = VersionOf(await NewVersionJobAsync(), waiting);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(filling, default));
        var found = (await Datasets.FindAsync(waiting.Id, default))!;
        Assert.Equal((DatasetState.Generated, 3L, waiting.Description, waiting.CreatedAt), (found.State, found.RowCount, found.Description, found.CreatedAt));
        Assert.Equal(2, (await Datasets.ListVersionsAsync("moods", new Slice(1, 0), default)).Total);
        Assert.Equal(CommitOutcome.VersionTaken, await Datasets.CommitVersionAsync(VersionOf(await NewVersionJobAsync(), waiting), default));
    }

    [Fact]
    public async Task A_dataset_that_waited_grows_when_rows_are_added_and_then_waits_no_more()
    {
        var waiting = await NewWaitingAsync("moods");
        await CommitAsync(waiting, 0, 10);
        Assert.Equal(DatasetState.Growing, (await Datasets.FindAsync(waiting.Id, default))!.State);
        Assert.Equal(CommitOutcome.VersionTaken, await Datasets.CommitVersionAsync(VersionOf(await NewVersionJobAsync(), waiting), default));
        Assert.Equal(10, (await Datasets.FindAsync(waiting.Id, default))!.RowCount);
    }

    [Fact]
    public async Task A_version_takes_no_rows()
    {
        var version = VersionOf(await NewVersionJobAsync(), "visitors", "1.1", rows: 0);
        Assert.Equal(CommitOutcome.Committed, await Datasets.CommitVersionAsync(version, default));
        var dataset = version.Version.Dataset;
        Assert.Equal(CommitOutcome.RowsChanged, await Datasets.CommitAsync(CommitOf(await NewJobAsync(dataset), 0, 10), default));
        Assert.Equal(dataset.File, (await Datasets.SetFileAsync(dataset.Id, FileOf("other.csv", 0), default))!.File);
    }

    [Fact]
    public async Task The_file_of_one_that_grows_is_set_once_for_each_number_of_rows()
    {
        var dataset = await NewDatasetAsync();
        await CommitAsync(dataset, 0, 10);
        var (first, second) = (FileOf("first.csv", 10), FileOf("second.csv", 10));
        Assert.Equal(first, (await Datasets.SetFileAsync(dataset.Id, first, default))!.File);
        Assert.Equal(first, (await Datasets.SetFileAsync(dataset.Id, second, default))!.File);
        await CommitAsync(dataset, 10, 5);
        Assert.Equal(first, (await Datasets.SetFileAsync(dataset.Id, second, default))!.File);
        var third = FileOf("third.csv", 15);
        Assert.Equal(third, (await Datasets.SetFileAsync(dataset.Id, third, default))!.File);
        Assert.Null(await Datasets.SetFileAsync(DatasetId.New(TimeProvider.System), third, default));
    }

    [Fact]
    public async Task A_job_that_makes_a_version_is_reported_though_its_dataset_is_not_there_yet()
    {
        var job = await NewVersionJobAsync();
        Assert.True(await Jobs.ReportAsync(job.Id, Noon, rowsDone: 5, Noon, default));
        Assert.True(await Jobs.CancelAsync(job.Id, default));
        Assert.Equal(CommitOutcome.JobEnded, await Datasets.CommitVersionAsync(VersionOf(job, "visitors", "1", rows: 1), default));
        Assert.Empty(await Datasets.FindVersionsAsync("visitors", "1", default));
    }

    private static DatasetFile FileOf(string name, long rows) => new($"datasets/{name}", FileFormat.Csv, new string('b', 64), 5_000_000_000, rows);

    private async Task<Dataset> NewWaitingAsync(string name)
    {
        var dataset = new Dataset(DatasetId.New(TimeProvider.System), name, "1.0", Schema: null, ["yes", "no"], RowCount: 0, Noon)
        {
            State = DatasetState.Waiting,
            DatasetType = DatasetType.Mixed,
            CreatedBy = "ada",
            Description = "wie sie sich fühlen",
        };
        await Datasets.AddAsync(dataset, default);
        Assert.Equal(dataset with { Labels = [] }, (await Datasets.FindAsync(dataset.Id, default))! with { Labels = [] });
        return dataset;
    }

    private async Task<GenerationJob> NewVersionJobAsync()
    {
        var job = new GenerationJob(
            JobId.New(TimeProvider.System), DatasetId.New(TimeProvider.System), JobStatus.Queued, Seed: 42, RowsTotal: 10, RowsDone: 0,
            Noon, StartedAt: null, Noon, MakesVersion: true);
        await Jobs.AddAsync(job, default);
        Assert.True(await Jobs.ReportAsync(job.Id, Noon, rowsDone: 0, Noon, default));
        return job;
    }

    /// <summary>A new version.</summary>
    private static VersionCommit VersionOf(GenerationJob job, string name, string version, int rows) => VersionOf(
        job,
        new Dataset(job.DatasetId, name, version, new RawJson("""{"features" : ["a"]}"""), ["yes", "n\"o"], rows, Noon)
        {
            DatasetType = DatasetType.Synthetic,
            CreatedBy = "ada",
            Description = "Ünïcode 🦊",
        },
        fills: false,
        rows);

    /// <summary>The version that one waits for.</summary>
    private static VersionCommit VersionOf(GenerationJob job, Dataset waiting) =>
        VersionOf(job with { DatasetId = waiting.Id }, waiting with { RowCount = 3 }, fills: true, rows: 3);

    private static VersionCommit VersionOf(GenerationJob job, Dataset dataset, bool fills, int rows)
    {
        var made = CommitOf(job, 0, rows == 0 ? [] : [rows]);
        return new VersionCommit(
            job.Id,
            new DatasetVersion(
                dataset with
                {
                    State = DatasetState.Generated,
                    Checksum = made.Checksum,
                    GeneratorVersion = 3,
                    Bytes = made.TextBytes,
                    File = FileOf($"{job.Id}.csv", rows),
                },
                new RawJson("""{"rows" : 3}""")),
            fills, made.Segments, made.Profile, made.StartedAt, made.At);
    }
}
