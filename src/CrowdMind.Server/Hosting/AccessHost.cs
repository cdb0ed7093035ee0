using CrowdMind.Server.Access;

namespace CrowdMind.Server.Hosting;

/// <summary>Ends live connections whose credentials have ended, and writes down which keys were used.</summary>
internal sealed partial class AccessHost(Sessions sessions, ApiKeys keys, TimeProvider time, ILogger<AccessHost> logger)
    : BackgroundService
{
    private const int RoundsBetweenUses = Limits.KeyUseSeconds / Limits.SessionCheckSeconds;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(keys.NoteUsesAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await RunAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Limits.SessionCheckSeconds), time);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            await TryAsync(sessions.SweepAsync, stoppingToken);
            if (round % RoundsBetweenUses == 0)
                await TryAsync(keys.NoteUsesAsync, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Those that expired have ended; whether keys still stand is asked again.
            Log.CheckFailed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6201, LogLevel.Warning, "Whether keys still stand could not be looked up; it is tried again.")]
        public static partial void CheckFailed(ILogger logger, Exception exception);
    }
}
