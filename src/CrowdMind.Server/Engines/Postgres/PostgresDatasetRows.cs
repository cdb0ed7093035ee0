using CrowdMind.Datasets;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>A row of <c>datasets</c>, with its columns' names.</summary>
internal sealed class DatasetRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? Schema { get; init; }

    public required string Labels { get; init; }

    public required long Row_Count { get; init; }

    public required long Text_Bytes { get; init; }

    public byte[]? Checksum { get; init; }

    public int? Generator_Version { get; init; }

    public required DateTime Created_At { get; init; }

    public required short State { get; init; }

    public short? Dataset_Type { get; init; }

    public string? Created_By { get; init; }

    public string? Description { get; init; }

    public string? File_Path { get; init; }

    public short? File_Format { get; init; }

    public string? File_Checksum { get; init; }

    public long? File_Size { get; init; }

    public long? File_Rows { get; init; }

    public string? Stats { get; init; }
}

/// <summary>A row of <c>segments</c>, with its columns' names.</summary>
internal sealed class SegmentRow
{
    public required long First_Row { get; init; }

    public required int Row_Count { get; init; }

    public required string Object_Key { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required long Text_Bytes { get; init; }

    public required long Crc32 { get; init; }

    public required long Seed { get; init; }

    public required int Generator_Version { get; init; }
}

/// <summary>A row of <c>jobs</c>, with its columns' names.</summary>
internal sealed class JobRow
{
    public required Guid Id { get; init; }

    public required Guid Dataset_Id { get; init; }

    public required short Status { get; init; }

    public required long Seed { get; init; }

    public required long Rows_Total { get; init; }

    public required long Rows_Done { get; init; }

    public required DateTime Created_At { get; init; }

    public DateTime? Started_At { get; init; }

    public required DateTime Updated_At { get; init; }

    public string? Error { get; init; }
}

/// <summary>Between rows and the nouns of datasets.</summary>
internal static class PostgresDatasetRows
{
    public static Dataset ToDataset(DatasetRow row) => new(
        new DatasetId(row.Id),
        row.Name,
        row.Version,
        PostgresRows.ToJson(row.Schema),
        LabelColumn.Read(row.Labels),
        row.Row_Count,
        PostgresRows.ToInstant(row.Created_At),
        row.Checksum is { } checksum ? RowsChecksum.Read(checksum) : null,
        row.Generator_Version,
        row.Text_Bytes,
        (DatasetState)row.State,
        (DatasetType?)row.Dataset_Type,
        row.Created_By,
        row.Description,
        ToFile(row));

    public static DatasetVersion ToVersion(DatasetRow row) => new(ToDataset(row), PostgresRows.ToJson(row.Stats));

    public static Segment ToSegment(SegmentRow row) => new(
        row.First_Row,
        row.Row_Count,
        row.Object_Key,
        row.Bytes,
        row.Sha256,
        row.Text_Bytes,
        (uint)row.Crc32,
        row.Seed,
        row.Generator_Version);

    public static object ToColumns(Dataset dataset) => new
    {
        id = dataset.Id.Value,
        name = dataset.Name,
        version = dataset.Version,
        schema = dataset.Schema?.Text,
        labels = LabelColumn.Of(dataset.Labels),
        createdAt = dataset.CreatedAt,
        state = (short)dataset.State,
        datasetType = (short?)dataset.DatasetType,
        createdBy = dataset.CreatedBy,
        description = dataset.Description,
    };

    public static object ToColumns(VersionCommit commit)
    {
        var (dataset, stats) = commit.Version;
        var columns = new DynamicParameters(ToColumns(dataset));
        columns.AddDynamicParams(new
        {
            rows = dataset.RowCount,
            textBytes = dataset.Bytes,
            rowsChecksum = dataset.Checksum?.Write(),
            generatorVersion = dataset.GeneratorVersion,
            profile = commit.Profile?.ToArray(),
            filePath = dataset.File?.Path,
            fileFormat = (short?)dataset.File?.Format,
            fileChecksum = dataset.File?.Checksum,
            fileSize = dataset.File?.Size,
            stats = stats?.Text,
        });
        return columns;
    }

    public static object ToColumns(DatasetId dataset, DatasetFile file) => new
    {
        id = dataset.Value,
        path = file.Path,
        format = (short)file.Format,
        checksum = file.Checksum,
        size = file.Size,
        rows = file.Rows,
    };

    public static object ToColumns(DatasetId dataset, Segment segment) => new
    {
        datasetId = dataset.Value,
        firstRow = segment.FirstRow,
        rows = segment.Rows,
        key = segment.Key,
        bytes = segment.Bytes,
        sha256 = segment.Sha256,
        textBytes = segment.TextBytes,
        crc32 = (long)segment.Crc32,
        seed = segment.Seed,
        generatorVersion = segment.GeneratorVersion,
    };

    private static DatasetFile? ToFile(DatasetRow row) =>
        row is { File_Path: { } path, File_Format: { } format, File_Checksum: { } checksum, File_Size: { } size, File_Rows: { } rows }
            ? new DatasetFile(path, (FileFormat)format, checksum, size, rows)
            : null;

    public static GenerationJob ToJob(JobRow row) => new(
        new JobId(row.Id),
        new DatasetId(row.Dataset_Id),
        (JobStatus)row.Status,
        row.Seed,
        row.Rows_Total,
        row.Rows_Done,
        PostgresRows.ToInstant(row.Created_At),
        row.Started_At is { } started ? PostgresRows.ToInstant(started) : null,
        PostgresRows.ToInstant(row.Updated_At),
        row.Error);
}
