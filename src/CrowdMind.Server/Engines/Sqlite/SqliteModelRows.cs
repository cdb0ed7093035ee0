using CrowdMind.Models;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>A row of <c>models</c>, with its columns' names.</summary>
internal sealed class ModelRow
{
    public required byte[] Id { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Target_Device { get; init; }

    public required string Labels { get; init; }

    public string? Description { get; init; }

    public byte[]? Dataset_Id { get; init; }

    public string? Dataset_Checksum { get; init; }

    public string? Metrics { get; init; }

    public required long Created_At { get; init; }

    public string? Storage_Path { get; init; }

    public string? Checksum { get; init; }

    public long? Size { get; init; }

    public string? Signature { get; init; }

    public long? Framework { get; init; }
}

/// <summary>A row of <c>model_aliases</c> with the version it points at.</summary>
internal sealed class ModelAliasRow
{
    public required string Alias { get; init; }

    public required byte[] Model_Id { get; init; }

    public required string Version { get; init; }

    public required long Updated_At { get; init; }
}

/// <summary>Between rows and the nouns of models.</summary>
internal static class SqliteModelRows
{
    public static Model ToModel(ModelRow row) => new(
        SqliteRows.ToId<ModelId>(row.Id),
        row.Name,
        row.Version,
        row.Target_Device,
        LabelColumn.Read(row.Labels),
        row.Description,
        row.Dataset_Id is { } dataset ? SqliteRows.ToId<DatasetId>(dataset) : null,
        row.Dataset_Checksum,
        SqliteRows.ToJson(row.Metrics),
        Instants.FromMicroseconds(row.Created_At),
        ModelColumns.ToFile(row.Storage_Path, row.Checksum, row.Size, row.Signature),
        (ModelFramework?)row.Framework);

    public static ModelAlias ToAlias(ModelAliasRow row) => new(
        row.Alias, SqliteRows.ToId<ModelId>(row.Model_Id), row.Version, Instants.FromMicroseconds(row.Updated_At));

    public static object ToColumns(Model model) => new
    {
        id = model.Id.ToBlob(),
        name = model.Name,
        version = model.Version,
        targetDevice = model.TargetDevice,
        labels = LabelColumn.Of(model.Labels),
        description = model.Description,
        datasetId = model.DatasetId?.ToBlob(),
        datasetChecksum = model.DatasetChecksum,
        metrics = model.Metrics?.Text,
        framework = (long?)model.Framework,
        createdAt = Instants.ToMicroseconds(model.CreatedAt),
    };

    public static object ToColumns(ModelId id, ModelFile file) => new
    {
        id = id.ToBlob(),
        path = file.StoragePath,
        checksum = file.Checksum,
        size = file.Size,
        signature = ModelColumns.Of(file.Signature),
    };
}
