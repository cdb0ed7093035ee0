using CrowdMind.Experiments;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>A row of <c>experiments</c>, with its columns' names.</summary>
internal sealed class ExperimentRow
{
    public required byte[] Id { get; init; }

    public required string Name { get; init; }

    public required long Status { get; init; }

    public string? Scenario { get; init; }

    public long? Started_At { get; init; }

    public long? Ended_At { get; init; }

    public required long Created_At { get; init; }

    public required long Last_Seq { get; init; }
}

/// <summary>Between rows and nouns.</summary>
internal static class SqliteRows
{
    public static Experiment ToExperiment(ExperimentRow row) => new(
        new ExperimentId(ToGuid(row.Id)),
        row.Name,
        (ExperimentStatus)row.Status,
        ToJson(row.Scenario),
        ToInstant(row.Started_At),
        ToInstant(row.Ended_At),
        Instants.FromMicroseconds(row.Created_At),
        new Seq(row.Last_Seq));

    public static byte[] ToBlob<TId>(this TId id) where TId : struct, IGuidId<TId> => id.Value.ToByteArray(bigEndian: true);

    public static TId ToId<TId>(byte[] blob) where TId : struct, IGuidId<TId> => TId.From(ToGuid(blob));

    public static long? ToColumn(DateTimeOffset? instant) =>
        instant is { } known ? Instants.ToMicroseconds(known) : null;

    private static Guid ToGuid(byte[] blob) => new(blob, bigEndian: true);

    public static RawJson? ToJson(string? text) => text is null ? null : new RawJson(text);

    public static DateTimeOffset? ToInstant(long? column) =>
        column is { } known ? Instants.FromMicroseconds(known) : null;
}
