using CrowdMind.Watches;

namespace CrowdMind.Server.Hosting;

/// <summary>Looks once a second how watched agents stand, for what other instances changed.</summary>
internal sealed partial class AgentWatchHost(AgentWatches watches, TimeProvider time, ILogger<AgentWatchHost> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(Limits.AgentsCheckSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await CheckAgainAndAgainAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task CheckAgainAndAgainAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await watches.CheckAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.CheckFailed(logger, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6111, LogLevel.Warning, "Watched agents could not be looked up; it is tried again.")]
        public static partial void CheckFailed(ILogger logger, Exception exception);
    }
}
