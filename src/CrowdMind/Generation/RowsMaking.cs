using CrowdMind.Datasets;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>Adds rows to a dataset that grows.</summary>
/// <param name="ports">What it stands on.</param>
internal sealed class RowsMaking(GenerationPorts ports) : IMaking
{
    /// <inheritdoc/>
    public async Task<GenerationOutcome> MakeAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        var job = progress.Job;
        if (await ports.Datasets.FindAsync(job.DatasetId, cancellationToken) is not { } dataset)
            return new GenerationOutcome.DatasetGone();
        if (dataset.IsFinal)
            return new GenerationOutcome.RowsChanged();
        var schema = StoredDatasets.SchemaOf(dataset);
        var profile = StoredDatasets.ProfileOf(schema, await ports.Datasets.ReadProfileAsync(dataset.Id, cancellationToken));
        var (segments, checksum) = await new GeneratedRows(ports, schema).MakeAsync(dataset, profile, progress, cancellationToken);
        var commit = new GenerationCommit(
            job.Id, dataset.Id, dataset.RowCount, segments, checksum, profile.ToState(), RowGenerator.Version, progress.StartedAt, ports.Time.Now());
        return await progress.CommitAsync(() => ports.Datasets.CommitAsync(commit, CancellationToken.None)) switch
        {
            CommitOutcome.Committed => new GenerationOutcome.Done(commit.FirstRow + commit.Rows, commit.Checksum),
            CommitOutcome.DatasetGone => new GenerationOutcome.DatasetGone(),
            CommitOutcome.RowsChanged => new GenerationOutcome.RowsChanged(),
            _ => new GenerationOutcome.Cancelled(),
        };
    }
}
