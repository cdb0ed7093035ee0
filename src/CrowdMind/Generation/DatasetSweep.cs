using CrowdMind.Datasets;
using CrowdMind.Objects;
using CrowdMind.Segments;

namespace CrowdMind.Generation;

/// <summary>
/// Deletes the objects that no dataset has: of datasets that were deleted, and of jobs whose instance went away. What one
/// instance leaves, another finds.
/// </summary>
/// <param name="datasets">The datasets.</param>
/// <param name="jobs">The jobs.</param>
/// <param name="objects">The objects.</param>
/// <param name="time">The clock.</param>
public sealed class DatasetSweep(IDatasetStore datasets, IJobStore jobs, IObjectStore objects, TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(Limits.JobSilenceSeconds);
    private static readonly TimeSpan Memory = TimeSpan.FromHours(Limits.JobMemoryHours);

    /// <summary>Deletes a dataset; false when there is none. Its objects go now, or at the next sweep.</summary>
    public async Task<bool> DeleteAsync(DatasetId id, CancellationToken cancellationToken)
    {
        if (!await datasets.HideAsync(id, cancellationToken))
            return false;
        try
        {
            await RemoveAsync(id, CancellationToken.None);
        }
        catch (ObjectStoreUnavailableException)
        {
            // It is gone for everybody; the sweep deletes the rest.
        }

        return true;
    }

    /// <summary>Finishes what was left unfinished.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        foreach (var id in await datasets.FindHiddenAsync(cancellationToken))
            await RemoveAsync(id, cancellationToken);
        foreach (var job in await jobs.GiveUpAsync(now - Silence, JobEndings.Silent, now, cancellationToken))
        {
            await objects.DeleteFolderAsync(SegmentKeys.FolderOf(job.DatasetId, job.Id), cancellationToken);
            await jobs.SweptAsync(job.Id, cancellationToken);
        }

        await jobs.ForgetAsync(now - Memory, cancellationToken);
    }

    private async Task RemoveAsync(DatasetId id, CancellationToken cancellationToken)
    {
        await objects.DeleteFolderAsync(SegmentKeys.FolderOf(id), cancellationToken);
        await datasets.RemoveAsync(id, cancellationToken);
    }
}
