using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Recording;

namespace CrowdMind.Server.Hosting;

/// <summary>
/// Keeps the live core running: the log writer and the heads check. On the way down the web server stops first, then this
/// finishes and answers what was queued.
/// </summary>
internal sealed class LiveCoreHost(
    LogWriter writer, HeadsCheck headsCheck, IExperimentStore experiments) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Close();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleaning = experiments.FinishDeletionsAsync(stoppingToken);
        var checking = headsCheck.RunAsync(stoppingToken);
        await Task.WhenAll(writer.RunAsync(), cleaning);
        await checking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
