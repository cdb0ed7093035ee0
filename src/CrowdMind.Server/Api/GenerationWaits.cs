using CrowdMind.Generation;

namespace CrowdMind.Server.Api;

/// <summary>Waits for jobs, and logs what nobody foresaw.</summary>
internal sealed partial class GenerationWaits(GenerationRuns runs, ILogger<GenerationWaits> logger)
{
    /// <summary>Waits for the end of a job. A caller who has gone wants nothing of it.</summary>
    public async Task<GenerationOutcome> WaitAsync(GenerationStart start, CancellationToken aborted)
    {
        GenerationOutcome outcome;
        await using (aborted.Register(() => runs.Cancel(start.Job.Id)))
            outcome = await LogAsync(start);
        aborted.ThrowIfCancellationRequested();
        return outcome;
    }

    /// <summary>Sees to it that a job for which nobody waits is told of when it fails.</summary>
    public async Task<GenerationOutcome> LogAsync(GenerationStart start)
    {
        var outcome = await start.Ending;
        if (outcome is GenerationOutcome.Failed failed)
            Log.Failed(logger, start.Job.Id, failed.Cause);
        return outcome;
    }

    private static partial class Log
    {
        [LoggerMessage(5201, LogLevel.Error, "Job {Job} failed.")]
        public static partial void Failed(ILogger logger, JobId job, Exception exception);
    }
}
