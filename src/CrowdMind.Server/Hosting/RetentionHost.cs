using CrowdMind.Retention;

namespace CrowdMind.Server.Hosting;

/// <summary>Deletes what has been kept long enough, while the server runs.</summary>
internal sealed partial class RetentionHost(RetentionSweep sweep, TimeProvider time, ILogger<RetentionHost> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(Limits.RetentionSweepSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await SweepAgainAndAgainAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

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
            await foreach (var outcome in sweep.RunAsync(stoppingToken))
                Say(outcome);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Log.SweepFailed(logger, failure);
        }
    }

    private void Say(RetentionOutcome outcome)
    {
        var (id, events) = (outcome.Experiment.Id, outcome.Experiment.LastSeq);
        switch (outcome)
        {
            case RetentionOutcome.Deleted { Archive: { } archive }:
                Log.Archived(logger, id, outcome.Experiment.EndedAt, events, archive.Value);
                break;
            case RetentionOutcome.Deleted:
                Log.Deleted(logger, id, outcome.Experiment.EndedAt, events);
                break;
            case RetentionOutcome.Restarted:
                Log.Restarted(logger, id);
                break;
            case RetentionOutcome.Failed { Why: var why }:
                Log.Stays(logger, id, why);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6201, LogLevel.Information,
            "Experiment {Experiment}, stopped at {EndedAt:u}, was kept long enough and is deleted; its {Events} events are in {Archive}.")]
        public static partial void Archived(ILogger logger, ExperimentId experiment, DateTimeOffset? endedAt, Seq events, string archive);

        [LoggerMessage(6202, LogLevel.Information,
            "Experiment {Experiment}, stopped at {EndedAt:u}, was kept long enough and is deleted with its {Events} events.")]
        public static partial void Deleted(ILogger logger, ExperimentId experiment, DateTimeOffset? endedAt, Seq events);

        [LoggerMessage(6203, LogLevel.Information, "Experiment {Experiment} was to be deleted, but was started again, and stays.")]
        public static partial void Restarted(ILogger logger, ExperimentId experiment);

        [LoggerMessage(6204, LogLevel.Warning, "Experiment {Experiment} was kept long enough, but could not be deleted; it is tried again.")]
        public static partial void Stays(ILogger logger, ExperimentId experiment, Exception exception);

        [LoggerMessage(6205, LogLevel.Warning, "The experiments that were kept long enough could not be found; it is tried again.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}
