using CrowdMind.Generation;

namespace CrowdMind.Server.Hosting;

/// <summary>Sweeps behind datasets while the server runs, and ends its generations when it stops.</summary>
internal sealed partial class DatasetHost(
    DatasetSweep sweep, GenerationRuns runs, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DatasetHost> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(Limits.SweepSeconds);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await runs.CloseAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the web server stops: it waits for the calls that wait for rows.
        await using var stopping = lifetime.ApplicationStopping.Register(runs.Stop);
        await SweepAgainAndAgainAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SweepAgainAndAgainAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await TrySweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await sweep.SweepAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // What is left waits for the next time.
            Log.SweepFailed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6101, LogLevel.Warning, "What deleted datasets and lost jobs left could not be deleted; it is tried again.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
