using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Imports;
using CrowdMind.Objects;
using CrowdMind.Schemas;
using CrowdMind.Segments;

namespace CrowdMind.Versions;

/// <summary>
/// Makes a version of a file from outside. The file is kept as it came; if it is of a format that is read, its rows are
/// checked and stored as generated ones are.
/// </summary>
/// <param name="ports">What it stands on.</param>
/// <param name="draft">The version.</param>
/// <param name="upload">The file.</param>
internal sealed class UploadedVersion(VersionPorts ports, VersionDraft draft, VersionUpload upload) : IMaking
{
    /// <inheritdoc/>
    public async Task<GenerationOutcome> MakeAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var rows = upload.Format is FileFormat.Csv or FileFormat.Jsonl
            ? await ReadAsync(faults, progress, cancellationToken)
            : Look(faults);
        if (faults.Any || rows is null)
            return new GenerationOutcome.BadFile(faults.First, faults.IsMore);
        var key = SegmentKeys.FileOf(draft.Dataset.Id, progress.Job.Id, FileFormats.Word(upload.Format));
        var put = await ports.Generation.Objects.PutAsync(key, upload.File, cancellationToken);
        if (put is not PutOutcome.Stored stored)
            return Refused.By(put);
        var made = rows.Dataset with
        {
            State = DatasetState.Uploaded,
            File = new DatasetFile(key.Value, upload.Format, stored.Sha256, stored.Size, rows.Dataset.RowCount),
        };
        return await VersionCommits.CommitAsync(ports, draft with { Dataset = made }, rows.Segments, rows.Profile, progress);
    }

    private ReadRows? Look(FaultList faults)
    {
        if (FileShape.Problem(upload.Format, upload.File) is not { } problem)
            return new ReadRows(draft.Dataset, [], null);
        faults.Add(null, problem);
        return null;
    }

    private async Task<ReadRows?> ReadAsync(FaultList faults, RunProgress progress, CancellationToken cancellationToken)
    {
        // On a thread of its own: it reads and counts for as long as the file is large.
        var dataset = await Task.Factory.StartNew(
            () => Typed(faults, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (dataset is null)
            return null;
        using var records = OpenRecords();
        var rows = await new UploadedRows(ports.Generation.Objects, dataset, records, faults).StoreAsync(progress, cancellationToken);
        if (!faults.Any && rows.Dataset.RowCount == 0)
            faults.Add(null, "There are no rows in it.");
        return rows;
    }

    /// <summary>The dataset with a schema and labels that the file's rows are checked against; null when none can be made.</summary>
    private Dataset? Typed(FaultList faults, CancellationToken cancellationToken)
    {
        var (schema, labels) = (upload.Schema, upload.Labels);
        if (schema is null || labels is null)
        {
            using var records = OpenRecords();
            var guess = new SchemaGuess(records, upload.LabelColumn, faults);
            guess.Read(cancellationToken);
            schema ??= guess.ToSchema();
            labels ??= guess.Labels;
        }

        if (faults.Any)
            return null;
        if (labels.Count == 0)
        {
            faults.Add(null, "There are no rows in it.");
            return null;
        }

        foreach (var error in (DatasetSchema.Read(schema, labels) as SchemaOutcome.Invalid)?.Errors ?? [])
            faults.Add(null, $"No schema can be made of it: {error.Path}: {error.Message}.");
        return faults.Any ? null : draft.Dataset with { Schema = schema, Labels = labels };
    }

    private IRecords OpenRecords()
    {
        var file = upload.File.OpenRead(static () => { });
        return upload.Format == FileFormat.Csv ? ports.Csv.Read(file) : new JsonRecords(file);
    }
}
