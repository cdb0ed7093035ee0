using CrowdMind.Datasets;
using CrowdMind.Server.Wire;
using Microsoft.AspNetCore.SignalR;

namespace CrowdMind.Server.Transports.SignalR;

/// <summary>
/// Tells those who watch a dataset how far its jobs are, whichever instance works on them: while somebody watches, the jobs
/// are looked up now and then, and what changed is sent to the dataset's group. The work itself never waits for that.
/// </summary>
internal sealed partial class DatasetWatchers(
    WatchedDatasets watched, IJobStore jobs, IHubContext<ExperimentHub> hub, TimeProvider time, ILogger<DatasetWatchers> logger)
    : BackgroundService
{
    /// <summary>The event that clients receive, with the dataset's id and the job.</summary>
    public const string EventName = "DatasetProgress";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(Limits.ProgressMilliseconds);

    // Far enough back for clocks of instances that differ, and for a job that ended between two looks.
    private static readonly TimeSpan LookBack = TimeSpan.FromSeconds(Limits.JobSilenceSeconds);

    private Dictionary<JobId, GenerationJob> _told = [];

    /// <summary>The SignalR group of those who watch a dataset.</summary>
    public static string GroupOf(DatasetId dataset) => $"dataset:{dataset}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await LookAgainAndAgainAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task LookAgainAndAgainAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (watched.Now is { Count: > 0 } datasets)
                await TryTellAsync(datasets, stoppingToken);
            else
                _told.Clear();
        }
    }

    private async Task TryTellAsync(IReadOnlyList<DatasetId> datasets, CancellationToken stoppingToken)
    {
        try
        {
            var found = await jobs.ReadRecentAsync(datasets, time.Now() - LookBack, stoppingToken);
            foreach (var job in found.Where(job => _told.GetValueOrDefault(job.Id) != job))
                Send(job, stoppingToken);
            _told = found.ToDictionary(job => job.Id);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Log.LookFailed(logger, failure);
        }
    }

    // Not awaited: a member that takes no bytes would hold up the sends to all.
    private void Send(GenerationJob job, CancellationToken stoppingToken) => _ = hub.Clients.Group(GroupOf(job.DatasetId))
        .SendAsync(EventName, job.DatasetId, JobResponse.From(job), stoppingToken);

    private static partial class Log
    {
        [LoggerMessage(5111, LogLevel.Warning, "The jobs of watched datasets could not be looked up; it is tried again.")]
        public static partial void LookFailed(ILogger logger, Exception exception);
    }
}
