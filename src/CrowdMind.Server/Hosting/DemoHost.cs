using CrowdMind.Demo;
using CrowdMind.Deployments;

namespace CrowdMind.Server.Hosting;

/// <summary>Has the demo's crowd react while the server runs, and says where to look. The server does not depend on it.</summary>
internal sealed partial class DemoHost(
    DemoCrowd crowd,
    IDeploymentStore deployments,
    ServerOptions options,
    IHostApplicationLifetime lifetime,
    ILogger<DemoHost> logger) : BackgroundService
{
    /// <summary>About what one event of the demo takes on the disk, its index included: 200 in SQLite, more in PostgreSQL.</summary>
    private const int BytesPerEvent = 250;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await crowd.EnterAsync(stoppingToken);
            foreach (var agent in DemoCrowd.AgentIds)
                await deployments.JoinAsync(DemoCrowd.ExperimentId, agent, stoppingToken);
            await using var started = lifetime.ApplicationStarted.Register(() => Log.Reacting(
                logger, Address(options), DemoCrowd.Name, Limits.DemoEvents, Limits.DemoEvents / 1_000_000.0 * BytesPerEvent));
            Log.Ended(logger, Why(await crowd.ReactAsync(stoppingToken)));
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, failure);
        }
    }

    /// <summary>Where a browser on this machine finds the experiment.</summary>
    private static string Address(ServerOptions options)
    {
        var host = options.Host switch
        {
            "0.0.0.0" or "::" => "localhost",
            var literal when literal.Contains(':', StringComparison.Ordinal) => $"[{literal}]",
            var name => name,
        };
        return $"http://{host}:{options.Port}/#/experiments/{DemoCrowd.ExperimentId}";
    }

    private static string Why(DemoEnd end) => end switch
    {
        DemoEnd.Full => $"its log has the {Limits.DemoEvents} events that a demo may write; the next start begins it anew",
        DemoEnd.ExperimentDeleted => "its experiment was deleted; the next start makes it again",
        _ => "its agents were deleted; the next start makes them again",
    };

    private static partial class Log
    {
        [LoggerMessage(6301, LogLevel.Information, "Open {Address} to watch '{Name}'; it writes at most {Events} events, about {Megabytes:0} MB")]
        public static partial void Reacting(ILogger logger, string address, string name, int events, double megabytes);

        [LoggerMessage(6302, LogLevel.Information, "The demo's crowd says no more: {Why}")]
        public static partial void Ended(ILogger logger, string why);

        [LoggerMessage(6303, LogLevel.Warning, "The demo's crowd could not go on.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
