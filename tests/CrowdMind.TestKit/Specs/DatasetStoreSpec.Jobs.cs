using CrowdMind.Datasets;

namespace CrowdMind.TestKit.Specs;

public abstract partial class DatasetStoreSpec
{
    [Fact]
    public async Task A_job_is_found_as_it_was_added_and_then_as_it_was_reported()
    {
        var dataset = await NewDatasetAsync();
        var job = new GenerationJob(
            JobId.New(TimeProvider.System), dataset.Id, JobStatus.Queued, Limits.LargestSeed, RowsTotal: 5_000_000_000, RowsDone: 0, Noon,
            StartedAt: null, Noon);
        await Jobs.AddAsync(job, default);
        Assert.Equal(job, await Jobs.FindAsync(job.Id, default));
        Assert.True(await Jobs.ReportAsync(job.Id, startedAt: null, 0, Noon.AddSeconds(1), default));
        Assert.Equal(job with { UpdatedAt = Noon.AddSeconds(1) }, await Jobs.FindAsync(job.Id, default));
        Assert.True(await Jobs.ReportAsync(job.Id, Noon.AddSeconds(2), 4_000_000_000, Noon.AddSeconds(3), default));
        await ReopenAsync();
        var running = job with
        {
            Status = JobStatus.Running,
            StartedAt = Noon.AddSeconds(2),
            RowsDone = 4_000_000_000,
            UpdatedAt = Noon.AddSeconds(3),
        };
        Assert.Equal(running, await Jobs.FindAsync(job.Id, default));
    }

    [Theory]
    [InlineData(JobStatus.Failed, "the disk is full")]
    [InlineData(JobStatus.Cancelled, null)]
    public async Task A_job_that_has_ended_does_not_change_any_more(JobStatus status, string? error)
    {
        var dataset = await NewDatasetAsync();
        var job = await NewJobAsync(dataset);
        await Jobs.EndAsync(job.Id, status, error, Noon.AddSeconds(5), swept: true);
        await Jobs.EndAsync(job.Id, JobStatus.Failed, "again", Noon.AddSeconds(6), swept: true);
        Assert.False(await Jobs.ReportAsync(job.Id, Noon, 9, Noon.AddSeconds(7), default));
        Assert.False(await Jobs.CancelAsync(job.Id, default));
        Assert.Equal(CommitOutcome.JobEnded, await Datasets.CommitAsync(CommitOf(job, 0, 10), default));
        var found = (await Jobs.FindAsync(job.Id, default))!;
        Assert.Equal((status, error, Noon.AddSeconds(5)), (found.Status, found.Error, found.UpdatedAt));
        Assert.Equal(0, (await Datasets.FindAsync(dataset.Id, default))!.RowCount);
    }

    [Fact]
    public async Task A_cancellation_that_was_taken_holds()
    {
        var dataset = await NewDatasetAsync();
        var job = await NewJobAsync(dataset);
        Assert.True(await Jobs.CancelAsync(job.Id, default));
        Assert.False(await Jobs.ReportAsync(job.Id, Noon, 5, Noon, default));
        Assert.Equal(CommitOutcome.JobEnded, await Datasets.CommitAsync(CommitOf(job, 0, 10), default));
        Assert.True((await Jobs.FindAsync(job.Id, default))!.IsActive);
        await Jobs.EndAsync(job.Id, JobStatus.Cancelled, error: null, Noon, swept: true);
        Assert.Equal(JobStatus.Cancelled, (await Jobs.FindAsync(job.Id, default))!.Status);
    }

    [Fact]
    public async Task A_job_without_a_report_is_given_up_and_due_to_be_swept_until_it_was()
    {
        var dataset = await NewDatasetAsync();
        var (silent, lively) = (await NewJobAsync(dataset), await NewJobAsync(dataset));
        await Jobs.ReportAsync(lively.Id, Noon, 1, Noon.AddSeconds(10), default);
        var due = await Jobs.GiveUpAsync(Noon.AddSeconds(5), "gone", Noon.AddSeconds(15), default);
        Assert.Equal([silent.Id], due.Select(job => job.Id));
        var found = (await Jobs.FindAsync(silent.Id, default))!;
        Assert.Equal((JobStatus.Failed, "gone"), (found.Status, found.Error));
        Assert.Equal(CommitOutcome.JobEnded, await Datasets.CommitAsync(CommitOf(silent, 0, 10), default));
        await ReopenAsync();
        due = await Jobs.GiveUpAsync(Noon.AddSeconds(5), "gone", Noon.AddSeconds(16), default);
        Assert.Equal([silent.Id], due.Select(job => job.Id));
        await Jobs.SweptAsync(silent.Id, default);
        Assert.Empty(await Jobs.GiveUpAsync(Noon.AddSeconds(5), "gone", Noon.AddSeconds(17), default));
    }

    [Fact]
    public async Task A_job_that_was_cancelled_and_then_lost_is_cancelled()
    {
        var job = await NewJobAsync(await NewDatasetAsync());
        await Jobs.CancelAsync(job.Id, default);
        await Jobs.GiveUpAsync(Noon.AddSeconds(5), "gone", Noon.AddSeconds(15), default);
        var found = (await Jobs.FindAsync(job.Id, default))!;
        Assert.Equal((JobStatus.Cancelled, null), (found.Status, found.Error));
    }

    [Fact]
    public async Task What_could_not_be_swept_at_its_end_is_due_later()
    {
        var job = await NewJobAsync(await NewDatasetAsync());
        await Jobs.EndAsync(job.Id, JobStatus.Failed, "store away", Noon, swept: false);
        var due = await Jobs.GiveUpAsync(Noon.AddSeconds(-5), "gone", Noon, default);
        Assert.Equal([job.Id], due.Select(one => one.Id));
        Assert.Equal("store away", due[0].Error);
    }

    [Fact]
    public async Task Old_jobs_are_forgotten_but_not_those_that_run_or_are_due()
    {
        var dataset = await NewDatasetAsync();
        var (ended, running, due) = (await NewJobAsync(dataset), await NewJobAsync(dataset), await NewJobAsync(dataset));
        await Jobs.EndAsync(ended.Id, JobStatus.Failed, "x", Noon.AddHours(1), swept: true);
        await Jobs.EndAsync(due.Id, JobStatus.Failed, "x", Noon.AddHours(1), swept: false);
        await Jobs.ForgetAsync(Noon.AddHours(1), default);
        Assert.NotNull(await Jobs.FindAsync(ended.Id, default));
        await Jobs.ForgetAsync(Noon.AddHours(2), default);
        Assert.Null(await Jobs.FindAsync(ended.Id, default));
        Assert.NotNull(await Jobs.FindAsync(running.Id, default));
        Assert.NotNull(await Jobs.FindAsync(due.Id, default));
    }

    [Fact]
    public async Task Recent_jobs_are_those_of_the_datasets_asked_for_that_changed_since()
    {
        var (watched, also, other) = (await NewDatasetAsync(), await NewDatasetAsync(), await NewDatasetAsync());
        var (old, fresh, second) = (await NewJobAsync(watched), await NewJobAsync(watched), await NewJobAsync(also));
        var elsewhere = await NewJobAsync(other);
        foreach (var job in new[] { fresh, second, elsewhere })
            await Jobs.ReportAsync(job.Id, Noon, 5, Noon.AddSeconds(30), default);
        var found = await Jobs.ReadRecentAsync([watched.Id, also.Id], Noon.AddSeconds(10), default);
        Assert.Equal(new HashSet<JobId> { fresh.Id, second.Id }, found.Select(job => job.Id).ToHashSet());
        Assert.DoesNotContain(found, job => job.Id == old.Id);
        Assert.All(found, job => Assert.Equal(5, job.RowsDone));
    }
}
