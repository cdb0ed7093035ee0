using CrowdMind.Models;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>A row of <c>models</c>, with its columns' names.</summary>
internal sealed class ModelRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Target_Device { get; init; }

    public required string Labels { get; init; }

    public string? Description { get; init; }

    public Guid? Dataset_Id { get; init; }

    public string? Dataset_Checksum { get; init; }

    public string? Metrics { get; init; }

    public required DateTime Created_At { get; init; }

    public string? Storage_Path { get; init; }

    public string? Checksum { get; init; }

    public long? Size { get; init; }

    public string? Signature { get; init; }

    public short? Framework { get; init; }
}

/// <summary>A row of <c>model_aliases</c> with the version it points at.</summary>
internal sealed class ModelAliasRow
{
    public required string Alias { get; init; }

    public required Guid Model_Id { get; init; }

    public required string Version { get; init; }

    public required DateTime Updated_At { get; init; }
}

/// <summary>Between rows and the nouns of models.</summary>
internal static class PostgresModelRows
{
    public static Model ToModel(ModelRow row) => new(
        new ModelId(row.Id),
        row.Name,
        row.Version,
        row.Target_Device,
        LabelColumn.Read(row.Labels),
        row.Description,
        row.Dataset_Id is { } dataset ? new DatasetId(dataset) : null,
        row.Dataset_Checksum,
        PostgresRows.ToJson(row.Metrics),
        PostgresRows.ToInstant(row.Created_At),
        ModelColumns.ToFile(row.Storage_Path, row.Checksum, row.Size, row.Signature),
        (ModelFramework?)row.Framework);

    public static ModelAlias ToAlias(ModelAliasRow row) => new(
        row.Alias, new ModelId(row.Model_Id), row.Version, PostgresRows.ToInstant(row.Updated_At));

    public static object ToColumns(Model model) => new
    {
        id = model.Id.Value,
        name = model.Name,
        version = model.Version,
        targetDevice = model.TargetDevice,
        labels = LabelColumn.Of(model.Labels),
        description = model.Description,
        datasetId = model.DatasetId?.Value,
        datasetChecksum = model.DatasetChecksum,
        metrics = model.Metrics?.Text,
        framework = (short?)model.Framework,
        createdAt = model.CreatedAt,
    };

    public static object ToColumns(ModelId id, ModelFile file) => new
    {
        id = id.Value,
        path = file.StoragePath,
        checksum = file.Checksum,
        size = file.Size,
        signature = ModelColumns.Of(file.Signature),
    };
}
