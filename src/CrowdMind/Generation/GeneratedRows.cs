using CrowdMind.Datasets;
using CrowdMind.Profiles;
using CrowdMind.Schemas;
using CrowdMind.Synthesis;

namespace CrowdMind.Generation;

/// <summary>Makes rows by a schema and stores them as segments.</summary>
/// <param name="ports">What it stands on.</param>
/// <param name="schema">What rows are.</param>
internal sealed class GeneratedRows(GenerationPorts ports, DatasetSchema schema)
{
    /// <summary>Makes the rows of a job, behind those that are there.</summary>
    /// <param name="dataset">The dataset that is to have them.</param>
    /// <param name="profile">Its profile, which goes on.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(IReadOnlyList<Segment> Segments, RowsChecksum Checksum)> MakeAsync(
        Dataset dataset, ProfileBuilder profile, RunProgress progress, CancellationToken cancellationToken)
    {
        var generator = new RowGenerator(schema, ports.Vocabulary, (ulong)progress.Job.Seed);
        using var storing = new SegmentStoring(ports.Objects, progress.Job, dataset.RowCount, RowGenerator.Version);
        try
        {
            var checksum = dataset.Checksum ?? default;
            var blocks = new RowBlocks(generator, new RowEnvelope(dataset.Id.Value, dataset.CreatedAt));
            await foreach (var block in blocks.MakeAsync(dataset.RowCount, progress.Job.RowsTotal, cancellationToken))
            {
                checksum += block.Checksum;
                profile.Merge(block.Profile);
                await storing.AddAsync(block.Packed, block.Rows, cancellationToken);
                blocks.GiveBack(block.Maker);
                ports.Metrics.Made(block.Rows);
                progress.RowsStored = storing.RowsStored;
            }

            return (await storing.CompleteAsync(cancellationToken), checksum);
        }
        finally
        {
            await storing.SettleAsync();
        }
    }
}
