using System.IO.Pipelines;
using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Imports;
using CrowdMind.Objects;
using CrowdMind.Schemas;
using CrowdMind.Segments;

namespace CrowdMind.Versions;

/// <summary>Datasets as flat CSV files in the object store.</summary>
/// <param name="datasets">The datasets.</param>
/// <param name="objects">Where the files go.</param>
/// <param name="segments">Reads rows.</param>
/// <param name="csv">Writes CSV.</param>
/// <param name="time">The clock.</param>
public sealed class FlatFiles(
    IDatasetStore datasets, IObjectStore objects, SegmentFiles segments, CsvPort csv, TimeProvider time)
{
    /// <summary>Stores rows as a file, streamed.</summary>
    /// <exception cref="SegmentLostException">A segment is not there any more.</exception>
    public async Task<PutOutcome> StoreAsync(
        ObjectKey key, DatasetSchema schema, IReadOnlyList<Segment> rows, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Writer, schema, rows, cancellationToken);
        try
        {
            await using var source = pipe.Reader.AsStream();
            return await objects.PutAsync(key, source, long.MaxValue, cancellationToken);
        }
        finally
        {
            // A reader that is completed lets the writer come to its end.
            await pipe.Reader.CompleteAsync();
            await writing;
        }
    }

    /// <summary>The file of a dataset, made now if it grows and has none that holds all its rows.</summary>
    /// <returns>The file; null when the dataset or its rows are gone, or the store takes no file of that size.</returns>
    public async Task<DatasetFile?> OfAsync(Dataset dataset, CancellationToken cancellationToken)
    {
        if (dataset.File is { } known && (dataset.IsFinal || known.Rows == dataset.RowCount))
            return known;
        var rows = await datasets.ReadSegmentsAsync(dataset.Id, 0, dataset.RowCount, cancellationToken);
        var key = SegmentKeys.FlatOf(dataset.Id, dataset.RowCount, Guid.CreateVersion7(time.Now()));
        if (await StoreAsync(key, StoredDatasets.SchemaOf(dataset), rows, cancellationToken) is not PutOutcome.Stored stored)
            return null;
        var made = new DatasetFile(key.Value, FileFormat.Csv, stored.Sha256, stored.Size, dataset.RowCount);
        var file = (await datasets.SetFileAsync(dataset.Id, made, CancellationToken.None))?.File;
        if (file?.Path != made.Path)
            await objects.DeleteAsync(key, CancellationToken.None);
        if (file?.Rows == dataset.RowCount)
            await SweepAsync(dataset.Id, dataset.RowCount, cancellationToken);

        // Rows that came meanwhile are in the next one; who asked then had these.
        return file;
    }

    private async Task WriteAsync(
        PipeWriter target, DatasetSchema schema, IReadOnlyList<Segment> rows, CancellationToken cancellationToken)
    {
        Exception? failed = null;
        try
        {
            await using var stream = target.AsStream(leaveOpen: true);
            await csv.WriteFlatAsync(schema, segments.ReadLinesAsync(rows, cancellationToken), stream, cancellationToken);
        }
        catch (Exception failure)
        {
            failed = failure;
        }

        await target.CompleteAsync(failed);
    }

    /// <summary>Deletes the files of fewer rows.</summary>
    private async Task SweepAsync(DatasetId id, long rows, CancellationToken cancellationToken)
    {
        var old = new List<ObjectKey>();
        await foreach (var found in objects.ListAsync(SegmentKeys.FlatFolderOf(id), cancellationToken))
        {
            if (SegmentKeys.RowsOf(found.Key) < rows)
                old.Add(found.Key);
        }

        foreach (var key in old)
            await objects.DeleteAsync(key, CancellationToken.None);
    }
}
