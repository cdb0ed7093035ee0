using CrowdMind.Experiments;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>A row of <c>experiments</c>, with its columns' names.</summary>
internal class ExperimentRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required short Status { get; init; }

    public string? Scenario { get; init; }

    public DateTime? Started_At { get; init; }

    public DateTime? Ended_At { get; init; }

    public required DateTime Created_At { get; init; }

    public required long Last_Seq { get; init; }
}

/// <summary>Between rows and nouns.</summary>
internal static class PostgresRows
{
    public static Experiment ToExperiment(ExperimentRow row) => new(
        new ExperimentId(row.Id),
        row.Name,
        (ExperimentStatus)row.Status,
        ToJson(row.Scenario),
        ToInstant(row.Started_At),
        ToInstant(row.Ended_At),
        ToInstant(row.Created_At),
        new Seq(row.Last_Seq));

    public static DateTimeOffset ToInstant(DateTime column) => new(column, TimeSpan.Zero);

    public static DateTimeOffset? ToInstant(DateTime? column) => column is { } known ? ToInstant(known) : null;

    public static RawJson? ToJson(string? text) => text is null ? null : new RawJson(text);
}
