using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Imports;
using CrowdMind.Objects;
using CrowdMind.Synthesis;

namespace CrowdMind.Versions;

/// <summary>Stores the rows of a file as segments: while some are read, those before them are packed.</summary>
/// <param name="objects">Where they go.</param>
/// <param name="dataset">The version, with the schema that they are checked against.</param>
/// <param name="records">The file.</param>
/// <param name="faults">Where faults are noted.</param>
internal sealed class UploadedRows(IObjectStore objects, Dataset dataset, IRecords records, FaultList faults)
{
    /// <summary>No generator made them.</summary>
    private const int NoGenerator = 0;

    /// <summary>Reads the rest of the file.</summary>
    public async Task<ReadRows> StoreAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        var schema = StoredDatasets.SchemaOf(dataset);
        var import = new RowsImport(records, schema, new RowEnvelope(dataset.Id.Value, dataset.CreatedAt), faults);
        using var storing = new SegmentStoring(objects, progress.Job, firstRow: 0, NoGenerator);
        var blocks = new ReadBlocks(import);
        try
        {
            var (checksum, bytes) = (default(RowsChecksum), 0L);
            await foreach (var block in blocks.ReadAsync(cancellationToken))
            {
                checksum += block.Checksum;
                bytes += block.Packed.TextBytes;
                if (!faults.Any)
                    await storing.AddAsync(block.Packed, block.Rows, cancellationToken);
                progress.RowsStored = storing.RowsStored;
            }

            var segments = faults.Any ? [] : await storing.CompleteAsync(cancellationToken);
            return new ReadRows(dataset with { RowCount = import.Rows, Checksum = checksum, Bytes = bytes }, segments, import.Profile);
        }
        finally
        {
            await storing.SettleAsync();
        }
    }
}
