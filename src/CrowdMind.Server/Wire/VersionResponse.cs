using CrowdMind.Datasets;

namespace CrowdMind.Server.Wire;

/// <summary>A version of a dataset.</summary>
/// <param name="Id">The version's own id, which is good wherever a dataset's is.</param>
/// <param name="DatasetId">The id that was asked with; it stands for the name.</param>
/// <param name="Version">What its author calls it.</param>
/// <param name="FilePath">Where its file is in the object store; null for one that grows until its file is asked for.</param>
/// <param name="Format">What the file is.</param>
/// <param name="Checksum">The file's SHA-256, as 64 lower-case hexadecimal digits.</param>
/// <param name="SizeKb">The file's size in KiB, rounded up.</param>
/// <param name="RowCount">How many rows it has; 0 when its file is not read.</param>
/// <param name="Schema">What its rows are.</param>
/// <param name="Stats">The summary of its profile; null for one that grows, whose profile has it, or whose file is not read.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record VersionResponse(
    DatasetId Id,
    DatasetId DatasetId,
    string Version,
    string? FilePath,
    FileFormat Format,
    string? Checksum,
    long? SizeKb,
    long RowCount,
    RawJson? Schema,
    RawJson? Stats,
    DateTimeOffset CreatedAt)
{
    private const long Kib = 1024;

    /// <summary>The version as clients see it.</summary>
    public static VersionResponse From(DatasetId of, DatasetVersion version)
    {
        var (dataset, stats) = version;
        var file = dataset.IsFinal || dataset.File?.Rows == dataset.RowCount ? dataset.File : null;
        return new VersionResponse(
            dataset.Id, of, dataset.Version, file?.Path, file?.Format ?? FileFormat.Csv, file?.Checksum, ToKib(file?.Size),
            dataset.RowCount, dataset.Schema, stats, dataset.CreatedAt);
    }

    /// <summary>Bytes as KiB, rounded up.</summary>
    public static long? ToKib(long? bytes) => (bytes + Kib - 1) / Kib;
}
