using System.Text.Json;
using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Experiments;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The columns of <c>agents</c> that say what an agent is to run and what it says it runs.</summary>
internal abstract class StandingRow
{
    public required byte[] Id { get; init; }

    public byte[]? Model_Id { get; init; }

    public string? Model_Checksum { get; init; }

    public long? Assigned_At { get; init; }

    public string? Reported_Checksum { get; init; }

    public long? Reported_State { get; init; }

    public string? Reported_Error { get; init; }

    public long? Reported_At { get; init; }
}

/// <summary>A row of <c>agents</c>, with its columns' names.</summary>
internal sealed class AgentRow : StandingRow
{
    public required string Name { get; init; }

    public required long Type { get; init; }

    public string? Traits { get; init; }

    public required long Created_At { get; init; }

    public long? Memory_Bytes { get; init; }

    public long? Flash_Bytes { get; init; }

    public string? Operators { get; init; }
}

/// <summary>An agent and one of its experiments, or none.</summary>
internal sealed class DeploymentRow : StandingRow
{
    public byte[]? Experiment_Id { get; init; }

    public string? Name { get; init; }

    public long? Status { get; init; }

    public long? Last_Seq { get; init; }
}

/// <summary>Between rows and the nouns around agents.</summary>
internal static class SqliteAgentRows
{
    public static Agent ToAgent(AgentRow row) => new(
        SqliteRows.ToId<AgentId>(row.Id),
        row.Name,
        (AgentType)row.Type,
        SqliteRows.ToJson(row.Traits),
        Instants.FromMicroseconds(row.Created_At),
        row.Memory_Bytes,
        row.Flash_Bytes,
        row.Operators is { } operators ? JsonSerializer.Deserialize(operators, WireJson.Web.IReadOnlyListSupportedOperator) : null,
        ToDesired(row),
        ToReported(row));

    /// <summary>What a new agent's row holds, and what a change may alter.</summary>
    public static object ToColumns(Agent agent) => new
    {
        id = agent.Id.ToBlob(),
        name = agent.Name,
        type = (long)agent.Type,
        traits = agent.Traits?.Text,
        createdAt = Instants.ToMicroseconds(agent.CreatedAt),
        memoryBytes = agent.MemoryBytes,
        flashBytes = agent.FlashBytes,
        operators = agent.SupportedOperators is { } known
            ? JsonSerializer.Serialize(known, WireJson.Web.IReadOnlyListSupportedOperator)
            : null,
    };

    /// <summary>One agent's deployment; its rows differ in the experiment only.</summary>
    public static Deployment ToDeployment(IReadOnlyList<DeploymentRow> rows) => new(
        SqliteRows.ToId<AgentId>(rows[0].Id),
        ToDesired(rows[0]),
        ToReported(rows[0]),
        [.. rows.Where(row => row.Experiment_Id is not null).Select(ToParticipation)]);

    private static Participation ToParticipation(DeploymentRow row) => new(
        SqliteRows.ToId<ExperimentId>(row.Experiment_Id ?? []),
        row.Name ?? "",
        (ExperimentStatus)(row.Status ?? 0),
        new Seq(row.Last_Seq ?? 0));

    private static DesiredModel? ToDesired(StandingRow row) =>
        row is { Model_Id: { } model, Model_Checksum: { } checksum, Assigned_At: { } at }
            ? new DesiredModel(SqliteRows.ToId<ModelId>(model), checksum, Instants.FromMicroseconds(at))
            : null;

    private static ReportedModel? ToReported(StandingRow row) =>
        row is { Reported_Checksum: { } checksum, Reported_State: { } state, Reported_At: { } at }
            ? new ReportedModel(checksum, (ModelState)state, row.Reported_Error, Instants.FromMicroseconds(at))
            : null;
}
