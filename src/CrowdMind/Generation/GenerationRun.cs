using CrowdMind.Datasets;
using CrowdMind.Profiles;
using CrowdMind.Segments;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>One job from its turn to its end. Whatever happens, its rows are all there then or none.</summary>
/// <param name="job">The job.</param>
/// <param name="ports">What it stands on.</param>
/// <param name="cancelled">Stops it.</param>
/// <param name="stopping">Stops it too: the instance is stopping.</param>
internal sealed class GenerationRun(
    GenerationJob job, GenerationPorts ports, CancellationToken cancelled, CancellationToken stopping)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(Limits.JobReportMilliseconds);

    private DateTimeOffset? _startedAt;
    private long _rowsStored;
    private bool _isDoubtful;

    /// <summary>Waits for its turn and makes the rows.</summary>
    public async Task<GenerationOutcome> RunAsync(GenerationTurns turns)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var reporting = ReportAsync(stop);
        var outcome = await EndingAsync(turns, stop.Token);
        await stop.CancelAsync();
        await reporting;
        if (outcome is not GenerationOutcome.Done && !_isDoubtful)
            await CleanAsync(outcome);
        return outcome;
    }

    private async Task<GenerationOutcome> EndingAsync(GenerationTurns turns, CancellationToken cancellationToken)
    {
        try
        {
            using var turn = await turns.EnterAsync(job.DatasetId, cancellationToken);
            var startedAt = ports.Time.Now();
            _startedAt = startedAt;
            return await MakeAsync(startedAt, cancellationToken);
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

    private async Task<GenerationOutcome> MakeAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        if (await ports.Datasets.FindAsync(job.DatasetId, cancellationToken) is not { } dataset)
            return new GenerationOutcome.DatasetGone();
        var schema = StoredDatasets.SchemaOf(dataset);
        var generator = new RowGenerator(schema, ports.Vocabulary, (ulong)job.Seed);
        var profile = StoredDatasets.ProfileOf(schema, await ports.Datasets.ReadProfileAsync(dataset.Id, cancellationToken));
        using var storing = new SegmentStoring(ports.Objects, job, dataset.RowCount, RowGenerator.Version);
        try
        {
            var checksum = (dataset.Checksum ?? default) + await FillAsync(storing, generator, dataset, profile, cancellationToken);
            var segments = await storing.CompleteAsync(cancellationToken);
            return await CommitAsync(new GenerationCommit(
                job.Id, dataset.Id, dataset.RowCount, segments, checksum, profile.ToState(), RowGenerator.Version, startedAt, ports.Time.Now()));
        }
        finally
        {
            await storing.SettleAsync();
        }
    }

    private async Task<RowsChecksum> FillAsync(
        SegmentStoring storing,
        RowGenerator generator,
        Dataset dataset,
        ProfileBuilder profile,
        CancellationToken cancellationToken)
    {
        var checksum = default(RowsChecksum);
        var blocks = new RowBlocks(generator, new RowEnvelope(dataset.Id.Value, dataset.CreatedAt));
        await foreach (var block in blocks.MakeAsync(dataset.RowCount, job.RowsTotal, cancellationToken))
        {
            checksum += block.Checksum;
            profile.Merge(block.Profile);
            await storing.AddAsync(block.Packed, block.Rows, cancellationToken);
            blocks.GiveBack(block.Maker);
            _rowsStored = storing.RowsStored;
        }

        return checksum;
    }

    private async Task<GenerationOutcome> CommitAsync(GenerationCommit commit)
    {
        // From here on only the database knows; where it does not answer, the sweep asks it later.
        _isDoubtful = true;
        var outcome = await ports.Datasets.CommitAsync(commit, CancellationToken.None);
        _isDoubtful = false;
        return outcome switch
        {
            CommitOutcome.Committed => new GenerationOutcome.Done(commit.FirstRow + commit.Rows, commit.Checksum),
            CommitOutcome.DatasetGone => new GenerationOutcome.DatasetGone(),
            CommitOutcome.RowsChanged => new GenerationOutcome.RowsChanged(),
            _ => new GenerationOutcome.Cancelled(),
        };
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
                job.Id, _startedAt, _rowsStored, ports.Time.Now(), cancellationToken);
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
