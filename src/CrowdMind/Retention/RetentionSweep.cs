using System.Runtime.CompilerServices;
using CrowdMind.Experiments;
using CrowdMind.Feeds;
using CrowdMind.Logs;
using CrowdMind.Objects;

namespace CrowdMind.Retention;

/// <summary>
/// Deletes experiments that were stopped long ago, as a user does, and stores their logs before that where it is asked for.
/// Several instances may sweep at once, and any of them may die at any moment: the experiment goes last and in one statement,
/// which finds out whether it is still what was stored.
/// </summary>
/// <param name="options">How long they are kept.</param>
/// <param name="experiments">The experiments.</param>
/// <param name="archive">Stores their logs.</param>
/// <param name="objects">Where archives are.</param>
/// <param name="feeds">Who may still follow them.</param>
/// <param name="time">The clock.</param>
public sealed class RetentionSweep(
    RetentionOptions options,
    IExperimentStore experiments,
    LogArchive archive,
    IObjectStore objects,
    FeedRegistry feeds,
    TimeProvider time)
{
    /// <summary>Sweeps once.</summary>
    public async IAsyncEnumerable<RetentionOutcome> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = time.Now() - options.Age;

        // Those that failed stay in the list, and must not keep the others from their turn.
        for (var failed = 0; ;)
        {
            var ended = await experiments.FindEndedAsync(before, new Slice(Limits.RetentionPortion, failed), cancellationToken);
            foreach (var experiment in ended)
            {
                var outcome = await TryEndAsync(experiment, cancellationToken);
                failed += outcome is RetentionOutcome.Failed ? 1 : 0;
                yield return outcome;
            }

            if (ended.Count < Limits.RetentionPortion)
                yield break;
        }
    }

    private async Task<RetentionOutcome> TryEndAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        try
        {
            return await EndAsync(experiment, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new RetentionOutcome.Failed(experiment, failure);
        }
    }

    private async Task<RetentionOutcome> EndAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        ObjectKey? stored = null;
        try
        {
            stored = options.Archives ? await archive.StoreAsync(experiment, cancellationToken) : null;
        }
        catch (LogUnavailableException) when (!cancellationToken.IsCancellationRequested)
        {
            // A log that cannot be read to its head may be one that another instance has just stored and deletes.
            if (await experiments.FindAsync(experiment.Id, cancellationToken) is null)
                return new RetentionOutcome.Vanished(experiment);
            throw;
        }

        if (await experiments.DeleteEndedAsync(experiment.Id, experiment.LastSeq, cancellationToken))
        {
            feeds.End(experiment.Id, SubscriptionEnd.ExperimentDeleted);
            return new RetentionOutcome.Deleted(experiment, stored);
        }

        if (stored is not null)
            await objects.DeleteAsync(stored, cancellationToken);
        return new RetentionOutcome.Restarted(experiment);
    }
}
