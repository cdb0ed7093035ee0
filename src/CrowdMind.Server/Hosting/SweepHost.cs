using CrowdMind.Generation;
using CrowdMind.Uploads;

namespace CrowdMind.Server.Hosting;

/// <summary>Sweeps behind datasets and models while the server runs.</summary>
internal sealed partial class SweepHost(
    DatasetSweep datasets, ModelSweep models, TimeProvider time, ILogger<SweepHost> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(Limits.SweepSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await SweepAgainAndAgainAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task SweepAgainAndAgainAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await TryAsync(datasets.SweepAsync, "datasets and lost jobs", stoppingToken);
            await TryAsync(models.SweepAsync, "models and lost uploads", stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(Func<CancellationToken, Task> sweepAsync, string what, CancellationToken stoppingToken)
    {
        try
        {
            await sweepAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // What is left waits for the next time.
            Log.SweepFailed(logger, what, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6101, LogLevel.Warning, "What deleted {What} left could not be deleted; it is tried again.")]
        public static partial void SweepFailed(ILogger logger, string what, Exception exception);
    }
}
