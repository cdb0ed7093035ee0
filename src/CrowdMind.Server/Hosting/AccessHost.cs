using CrowdMind.Server.Access;

namespace CrowdMind.Server.Hosting;

/// <summary>Ends live connections whose credentials have ended, and writes down which keys were used.</summary>
internal sealed partial class AccessHost(Sessions sessions, ApiKeys keys, TimeProvider time, ILogger<AccessHost> logger)
    : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(keys.NoteUsesAsync, cancellationToken);
    }

    // Beside each other: a database that is slow to note uses must not keep a connection open whose time has come.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await Task.WhenAll(
        RepeatAsync(Limits.SessionCheckSeconds, sessions.SweepAsync, stoppingToken),
        RepeatAsync(Limits.KeyUseSeconds, keys.NoteUsesAsync, stoppingToken))
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task RepeatAsync(int seconds, Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TryAsync(work, stoppingToken);
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
