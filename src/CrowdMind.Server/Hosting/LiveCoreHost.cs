using CrowdMind.Feeds;
using CrowdMind.Recording;
using CrowdMind.Server.Engines.Sqlite;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Keeps the live core running: the log writer and the heads check. On the way down the web server stops first, then this
/// finishes and answers what was queued.
/// </summary>
internal sealed class LiveCoreHost(
    LogWriter writer,
    FeedRegistry feeds,
    HeadsCheck headsCheck,
    SqliteExperimentStore experiments,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(feeds.Drain);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Close();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleaning = experiments.DeleteOrphansAsync();
        var checking = headsCheck.RunAsync(stoppingToken);
        await Task.WhenAll(writer.RunAsync(), cleaning);
        await checking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
