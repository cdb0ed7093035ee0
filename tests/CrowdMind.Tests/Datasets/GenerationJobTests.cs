using CrowdMind.Datasets;

namespace CrowdMind.Tests.Datasets;

public sealed class GenerationJobTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly GenerationJob Running = new(
        JobId.New(TimeProvider.System), DatasetId.New(TimeProvider.System), JobStatus.Running, Seed: 1, RowsTotal: 1000,
        RowsDone: 250, Start, Start.AddSeconds(1), Start.AddSeconds(6));

    [Fact]
    public void Its_rate_counts_from_its_turn_and_tells_the_time_left()
    {
        Assert.Equal(50, Running.RowsPerSecond);
        Assert.Equal(15, Running.SecondsLeft);
    }

    [Fact]
    public void Before_there_are_rows_there_is_no_rate()
    {
        Assert.Null((Running with { RowsDone = 0 }).RowsPerSecond);
        Assert.Null((Running with { StartedAt = null }).SecondsLeft);
        Assert.Null((Running with { UpdatedAt = Start.AddSeconds(1) }).SecondsLeft);
    }

    [Theory]
    [InlineData(JobStatus.Queued, true)]
    [InlineData(JobStatus.Running, true)]
    [InlineData(JobStatus.Done, false)]
    [InlineData(JobStatus.Failed, false)]
    [InlineData(JobStatus.Cancelled, false)]
    public void Only_what_has_not_ended_takes_more_time(JobStatus status, bool active)
    {
        var job = Running with { Status = status };
        Assert.Equal(active, job.IsActive);
        Assert.Equal(active, job.SecondsLeft is not null);
    }
}
