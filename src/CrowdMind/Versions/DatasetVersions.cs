using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Objects;
using CrowdMind.Schemas;

namespace CrowdMind.Versions;

/// <summary>Makes versions of datasets: generated, or from files. An id stands for its dataset's name.</summary>
/// <param name="runs">The jobs.</param>
/// <param name="ports">What the making stands on.</param>
public sealed class DatasetVersions(GenerationRuns runs, VersionPorts ports)
{
    /// <summary>Makes a version of generated rows.</summary>
    /// <param name="of">The dataset whose name, schema and labels it has.</param>
    /// <param name="version">The version.</param>
    /// <param name="rows">How many rows, 1 or more.</param>
    /// <param name="seed">The rows' seed, 0 or more.</param>
    /// <param name="labels">Other labels; null for those of the dataset.</param>
    /// <param name="cancellationToken">Cancels the start, not the job.</param>
    public async Task<VersionStart> GenerateAsync(
        Dataset of, string version, long rows, long seed, IReadOnlyList<string>? labels, CancellationToken cancellationToken)
    {
        var (taken, draft) = await DraftAsync(of, version, cancellationToken);
        if (taken is { } id)
            return new VersionStart.Taken(id);
        var schema = of.Schema ?? DatasetSchema.ShortForm;
        var outcome = DatasetSchema.Read(schema, labels ?? of.Labels);
        if (outcome is not SchemaOutcome.Valid { Schema: var read })
            return new VersionStart.Invalid(((SchemaOutcome.Invalid)outcome).Errors);
        draft = draft with { Dataset = draft.Dataset with { Schema = schema, Labels = read.Labels } };
        return await StartAsync(draft, new GeneratedVersion(ports, draft), rows, seed, cancellationToken);
    }

    /// <summary>Makes a version of a file, which must not be disposed of before the job has ended.</summary>
    /// <param name="of">The dataset whose name it has, and whose schema and labels it must keep to if they were given.</param>
    /// <param name="version">The version.</param>
    /// <param name="format">What the file is said to be.</param>
    /// <param name="file">The file.</param>
    /// <param name="labelColumn">The column of the labels; null for what the schema says.</param>
    /// <param name="cancellationToken">Cancels the start, not the job.</param>
    public async Task<VersionStart> UploadAsync(
        Dataset of, string version, FileFormat format, IncomingFile file, string? labelColumn, CancellationToken cancellationToken)
    {
        var (taken, draft) = await DraftAsync(of, version, cancellationToken);
        if (taken is { } id)
            return new VersionStart.Taken(id);
        var given = StoredDatasets.SchemaOf(of);
        var isBound = of.Schema is not null && !given.IsAssumed;
        var areLabelsBound = !given.IsAssumed && !of.Labels.SequenceEqual(DatasetSchema.DefaultLabels);
        var upload = new VersionUpload(
            format, file, isBound ? of.Schema : null, areLabelsBound ? of.Labels : null,
            isBound ? given.LabelColumn : labelColumn ?? "label");
        return await StartAsync(draft, new UploadedVersion(ports, draft, upload), rows: 0, seed: 0, cancellationToken);
    }

    /// <summary>Who has a version already; null for nobody.</summary>
    public async Task<DatasetId?> FindTakenAsync(Dataset of, string version, CancellationToken cancellationToken) =>
        (await DraftAsync(of, version, cancellationToken)).Taken;

    private async Task<(DatasetId? Taken, VersionDraft Draft)> DraftAsync(
        Dataset of, string version, CancellationToken cancellationToken)
    {
        var time = ports.Generation.Time;
        var known = await ports.Generation.Datasets.FindVersionsAsync(of.Name, version, cancellationToken);
        var taken = known.FirstOrDefault(one => !one.IsWaiting)?.Id;
        var waiting = known.FirstOrDefault(one => one.Id == of.Id) ?? (known.Count > 0 ? known[0] : null);
        return waiting is not null
            ? (taken, new VersionDraft(waiting with { Schema = of.Schema, Labels = of.Labels }, FillsWaiting: true))
            : (taken, new VersionDraft(
                of with
                {
                    Id = DatasetId.New(time),
                    Version = version,
                    RowCount = 0,
                    CreatedAt = time.Now(),
                    Checksum = null,
                    GeneratorVersion = null,
                    Bytes = 0,
                    File = null,
                },
                FillsWaiting: false));
    }

    private async Task<VersionStart> StartAsync(
        VersionDraft draft, IMaking making, long rows, long seed, CancellationToken cancellationToken)
    {
        var now = ports.Generation.Time.Now();
        var job = new GenerationJob(
            JobId.New(ports.Generation.Time), draft.Dataset.Id, JobStatus.Queued, seed, rows, RowsDone: 0, now, StartedAt: null, now,
            MakesVersion: true);
        return await runs.StartAsync(job, making, cancellationToken) is { } start
            ? new VersionStart.Started(start)
            : new VersionStart.Busy();
    }
}
