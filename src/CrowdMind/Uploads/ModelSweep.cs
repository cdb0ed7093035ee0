using System.Data.Common;
using CrowdMind.Models;
using CrowdMind.Objects;

namespace CrowdMind.Uploads;

/// <summary>
/// Deletes the objects that no model has: of models that were deleted, and of uploads whose instance went away. What one
/// instance leaves, another finds.
/// </summary>
/// <param name="models">The registry.</param>
/// <param name="loose">The objects that no model has.</param>
/// <param name="objects">The objects.</param>
/// <param name="time">The clock.</param>
public sealed class ModelSweep(IModelStore models, ILooseObjects loose, IObjectStore objects, TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(Limits.UploadSilenceSeconds);

    /// <summary>Deletes a model. Its object goes now, or at the next sweep.</summary>
    public async Task<DeleteModelOutcome> DeleteAsync(ModelId id, bool force, CancellationToken cancellationToken)
    {
        var outcome = await models.DeleteAsync(id, force, cancellationToken);
        if (outcome is DeleteModelOutcome.Deleted { StoragePath: { } path })
            await DropAsync(objects, loose, path);
        return outcome;
    }

    /// <summary>Finishes what was left unfinished.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var path in await loose.GiveUpAsync(time.Now() - Silence, cancellationToken))
        {
            await objects.DeleteAsync(ObjectKey.Parse(path), cancellationToken);
            await loose.RemoveAsync(path, cancellationToken);
        }
    }

    /// <summary>Deletes a loose object now, if the store lets it; else it waits for the sweep.</summary>
    internal static async Task DropAsync(IObjectStore objects, ILooseObjects loose, string path)
    {
        try
        {
            await objects.DeleteAsync(ObjectKey.Parse(path), CancellationToken.None);
            await loose.RemoveAsync(path, CancellationToken.None);
        }
        catch (Exception away) when (away is ObjectStoreUnavailableException or DbException)
        {
            // What was asked for is done; the sweep deletes the rest.
        }
    }
}
