using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Recording;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Keeps the live core running: the log writer and the heads check. An instance that lost either would break the promise
/// in silence, so the end of one ends the process. On the way down the web server stops first, then this finishes and
/// answers what was queued.
/// </summary>
internal sealed partial class LiveCoreHost(
    LogWriter writer, HeadsCheck headsCheck, IExperimentStore experiments, TimeProvider time, ILogger<LiveCoreHost> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(Limits.SweepSeconds);

    private Task _writing = Task.CompletedTask;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Close();
        await base.StopAsync(cancellationToken);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _writing = writer.RunAsync();
        await foreach (var ended in Task.WhenEach(_writing, headsCheck.RunAsync(stoppingToken), CleanAsync(stoppingToken)))
            await ended;
    }

    /// <summary>Removes what deletions left behind, until that has been done once since the start.</summary>
    private async Task CleanAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (!await TryCleanAsync(stoppingToken))
            await timer.WaitForNextTickAsync(stoppingToken);
    }

    private async Task<bool> TryCleanAsync(CancellationToken stoppingToken)
    {
        try
        {
            await experiments.FinishDeletionsAsync(stoppingToken);
            return true;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Log.CleaningFailed(logger, failure);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6004, LogLevel.Warning, "What deleted experiments left could not be removed; it is tried again.")]
        public static partial void CleaningFailed(ILogger logger, Exception exception);
    }
}
