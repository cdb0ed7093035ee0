using CrowdMind.Datasets;
using CrowdMind.Segments;

namespace CrowdMind.Generation;

/// <summary>One job from its turn to its end. Whatever happens, all it makes is there then or nothing.</summary>
/// <param name="job">The job.</param>
/// <param name="making">What it makes.</param>
/// <param name="ports">What it stands on.</param>
/// <param name="cancelled">Stops it.</param>
/// <param name="stopping">Stops it too: the instance is stopping.</param>
internal sealed class GenerationRun(
    GenerationJob job, IMaking making, GenerationPorts ports, CancellationToken cancelled, CancellationToken stopping)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(Limits.JobReportMilliseconds);

    private RunProgress? _progress;

    /// <summary>Waits for its turn and makes what it is to make.</summary>
    public async Task<GenerationOutcome> RunAsync(GenerationTurns turns)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var reporting = ReportAsync(stop);
        var outcome = await EndingAsync(turns, stop.Token);
        await stop.CancelAsync();
        await reporting;
        ports.Metrics.Ended(outcome);
        if (!outcome.IsDone && _progress is not { IsDoubtful: true })
            await CleanAsync(outcome);
        return outcome;
    }

    private async Task<GenerationOutcome> EndingAsync(GenerationTurns turns, CancellationToken cancellationToken)
    {
        try
        {
            using var turn = await turns.EnterAsync(job.DatasetId, cancellationToken);
            _progress = new RunProgress(job, ports.Time.Now());
            return await making.MakeAsync(_progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return stopping.IsCancellationRequested ? new GenerationOutcome.Stopped() : new GenerationOutcome.Cancelled();
        }
        catch (Exception failure)
        {
            return new GenerationOutcome.Failed(failure);
        }
    }

    private async Task ReportAsync(CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(ReportInterval, ports.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!await TryReportAsync(stop.Token))
                    await stop.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    private async Task<bool> TryReportAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ports.Jobs.ReportAsync(
                job.Id, _progress?.StartedAt, _progress?.RowsStored ?? 0, ports.Time.Now(), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A database that is away for a moment is no reason to stop; the commit will tell.
            return true;
        }
    }

    private async Task CleanAsync(GenerationOutcome outcome)
    {
        var swept = true;
        try
        {
            await ports.Objects.DeleteFolderAsync(SegmentKeys.FolderOf(job.DatasetId, job.Id), CancellationToken.None);
        }
        catch (Exception)
        {
            swept = false;
        }

        try
        {
            var (status, error) = JobEndings.Of(outcome);
            await ports.Jobs.EndAsync(job.Id, status, error, ports.Time.Now(), swept);
        }
        catch (Exception)
        {
            // Unreported as it is now, it will be given up and swept.
        }
    }
}
