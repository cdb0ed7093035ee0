using CrowdMind.Datasets;
using CrowdMind.Generation;
using CrowdMind.Objects;
using CrowdMind.Profiles;
using CrowdMind.Segments;
using CrowdMind.Synthesis;

namespace CrowdMind.Versions;

/// <summary>Makes a version of generated rows, and its flat file.</summary>
/// <param name="ports">What it stands on.</param>
/// <param name="draft">The version.</param>
internal sealed class GeneratedVersion(VersionPorts ports, VersionDraft draft) : IMaking
{
    /// <inheritdoc/>
    public async Task<GenerationOutcome> MakeAsync(RunProgress progress, CancellationToken cancellationToken)
    {
        var (dataset, job) = (draft.Dataset, progress.Job);
        var schema = StoredDatasets.SchemaOf(dataset);
        var profile = new ProfileBuilder(schema);
        var (segments, checksum) = await new GeneratedRows(ports.Generation, schema).MakeAsync(dataset, profile, progress, cancellationToken);
        var key = SegmentKeys.FileOf(dataset.Id, job.Id, "csv");
        var put = await ports.Files.StoreAsync(key, schema, segments, cancellationToken);
        if (put is not PutOutcome.Stored file)
            return Refused.By(put);
        var made = dataset with
        {
            State = DatasetState.Generated,
            RowCount = profile.Rows,
            Bytes = segments.Sum(segment => segment.TextBytes),
            Checksum = checksum,
            GeneratorVersion = RowGenerator.Version,
            File = new DatasetFile(key.Value, FileFormat.Csv, file.Sha256, file.Size, profile.Rows),
        };
        return await VersionCommits.CommitAsync(ports, draft with { Dataset = made }, segments, profile, progress);
    }
}
