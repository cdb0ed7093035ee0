using CrowdMind.Generation;

namespace CrowdMind.Server.Hosting;

/// <summary>Ends the generations of a server that stops.</summary>
internal sealed class DatasetHost(GenerationRuns runs, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the web server stops: it waits for the calls that wait for rows.
        lifetime.ApplicationStopping.Register(runs.Stop);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) =>
        await runs.CloseAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
