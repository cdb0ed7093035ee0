using CrowdMind.Datasets;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>A row of <c>datasets</c>, with its columns' names.</summary>
internal sealed class DatasetRow
{
    public required byte[] Id { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? Schema { get; init; }

    public required string Labels { get; init; }

    public required long Row_Count { get; init; }

    public required long Text_Bytes { get; init; }

    public byte[]? Checksum { get; init; }

    public long? Generator_Version { get; init; }

    public required long Created_At { get; init; }

    public required long State { get; init; }

    public long? Dataset_Type { get; init; }

    public string? Created_By { get; init; }

    public string? Description { get; init; }

    public string? File_Path { get; init; }

    public long? File_Format { get; init; }

    public string? File_Checksum { get; init; }

    public long? File_Size { get; init; }

    public long? File_Rows { get; init; }

    public string? Stats { get; init; }
}

/// <summary>A row of <c>segments</c>, with its columns' names.</summary>
internal sealed class SegmentRow
{
    public required long First_Row { get; init; }

    public required long Row_Count { get; init; }

    public required string Object_Key { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required long Text_Bytes { get; init; }

    public required long Crc32 { get; init; }

    public required long Seed { get; init; }

    public required long Generator_Version { get; init; }
}

/// <summary>A row of <c>jobs</c>, with its columns' names.</summary>
internal sealed class JobRow
{
    public required byte[] Id { get; init; }

    public required byte[] Dataset_Id { get; init; }

    public required long Status { get; init; }

    public required long Seed { get; init; }

    public required long Rows_Total { get; init; }

    public required long Rows_Done { get; init; }

    public required long Created_At { get; init; }

    public long? Started_At { get; init; }

    public required long Updated_At { get; init; }

    public string? Error { get; init; }
}

/// <summary>Between rows and the nouns of datasets.</summary>
internal static class SqliteDatasetRows
{
    public static Dataset ToDataset(DatasetRow row) => new(
        SqliteRows.ToId<DatasetId>(row.Id),
        row.Name,
        row.Version,
        SqliteRows.ToJson(row.Schema),
        LabelColumn.Read(row.Labels),
        row.Row_Count,
        Instants.FromMicroseconds(row.Created_At),
        row.Checksum is { } checksum ? RowsChecksum.Read(checksum) : null,
        (int?)row.Generator_Version,
        row.Text_Bytes,
        (DatasetState)row.State,
        (DatasetType?)row.Dataset_Type,
        row.Created_By,
        row.Description,
        ToFile(row));

    public static DatasetVersion ToVersion(DatasetRow row) => new(ToDataset(row), SqliteRows.ToJson(row.Stats));

    public static Segment ToSegment(SegmentRow row) => new(
        row.First_Row,
        (int)row.Row_Count,
        row.Object_Key,
        row.Bytes,
        row.Sha256,
        row.Text_Bytes,
        (uint)row.Crc32,
        row.Seed,
        (int)row.Generator_Version);

    public static object ToColumns(Dataset dataset) => new
    {
        id = dataset.Id.ToBlob(),
        name = dataset.Name,
        version = dataset.Version,
        schema = dataset.Schema?.Text,
        labels = LabelColumn.Of(dataset.Labels),
        createdAt = Instants.ToMicroseconds(dataset.CreatedAt),
        state = (long)dataset.State,
        datasetType = (long?)dataset.DatasetType,
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
            fileFormat = (long?)dataset.File?.Format,
            fileChecksum = dataset.File?.Checksum,
            fileSize = dataset.File?.Size,
            stats = stats?.Text,
        });
        return columns;
    }

    public static object ToColumns(DatasetId dataset, DatasetFile file) => new
    {
        id = dataset.ToBlob(),
        path = file.Path,
        format = (long)file.Format,
        checksum = file.Checksum,
        size = file.Size,
        rows = file.Rows,
    };

    public static object ToColumns(DatasetId dataset, Segment segment) => new
    {
        datasetId = dataset.ToBlob(),
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
        SqliteRows.ToId<JobId>(row.Id),
        SqliteRows.ToId<DatasetId>(row.Dataset_Id),
        (JobStatus)row.Status,
        row.Seed,
        row.Rows_Total,
        row.Rows_Done,
        Instants.FromMicroseconds(row.Created_At),
        row.Started_At is { } started ? Instants.FromMicroseconds(started) : null,
        Instants.FromMicroseconds(row.Updated_At),
        row.Error);
}
