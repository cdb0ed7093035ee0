using System.Text.Json;
using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Experiments;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The columns of <c>agents</c> that say what an agent is to run and what it says it runs.</summary>
internal abstract class StandingRow
{
    public required Guid Id { get; init; }

    public Guid? Model_Id { get; init; }

    public string? Model_Checksum { get; init; }

    public DateTime? Assigned_At { get; init; }

    public string? Reported_Checksum { get; init; }

    public short? Reported_State { get; init; }

    public string? Reported_Error { get; init; }

    public DateTime? Reported_At { get; init; }
}

/// <summary>A row of <c>agents</c>, with its columns' names.</summary>
internal sealed class AgentRow : StandingRow
{
    public required string Name { get; init; }

    public required short Type { get; init; }

    public string? Traits { get; init; }

    public required DateTime Created_At { get; init; }

    public long? Memory_Bytes { get; init; }

    public long? Flash_Bytes { get; init; }

    public string? Operators { get; init; }
}

/// <summary>An agent and one of its experiments, or none.</summary>
internal sealed class DeploymentRow : StandingRow
{
    public Guid? Experiment_Id { get; init; }

    public string? Name { get; init; }

    public short? Status { get; init; }

    public long? Last_Seq { get; init; }
}

/// <summary>Between rows and the nouns around agents.</summary>
internal static class PostgresAgentRows
{
    public static Agent ToAgent(AgentRow row) => new(
        new AgentId(row.Id),
        row.Name,
        (AgentType)row.Type,
        PostgresRows.ToJson(row.Traits),
        PostgresRows.ToInstant(row.Created_At),
        row.Memory_Bytes,
        row.Flash_Bytes,
        row.Operators is { } operators ? JsonSerializer.Deserialize(operators, WireJson.Web.IReadOnlyListSupportedOperator) : null,
        ToDesired(row),
        ToReported(row));

    /// <summary>What a new agent's row holds, and what a change may alter.</summary>
    public static object ToColumns(Agent agent) => new
    {
        id = agent.Id.Value,
        name = agent.Name,
        type = (short)agent.Type,
        traits = agent.Traits?.Text,
        createdAt = agent.CreatedAt,
        memoryBytes = agent.MemoryBytes,
        flashBytes = agent.FlashBytes,
        operators = agent.SupportedOperators is { } known
            ? JsonSerializer.Serialize(known, WireJson.Web.IReadOnlyListSupportedOperator)
            : null,
    };

    /// <summary>One agent's deployment; its rows differ in the experiment only.</summary>
    public static Deployment ToDeployment(IReadOnlyList<DeploymentRow> rows) => new(
        new AgentId(rows[0].Id),
        ToDesired(rows[0]),
        ToReported(rows[0]),
        [.. rows.Where(row => row.Experiment_Id is not null).Select(ToParticipation)]);

    private static Participation ToParticipation(DeploymentRow row) => new(
        new ExperimentId(row.Experiment_Id ?? default),
        row.Name ?? "",
        (ExperimentStatus)(row.Status ?? 0),
        new Seq(row.Last_Seq ?? 0));

    private static DesiredModel? ToDesired(StandingRow row) =>
        row is { Model_Id: { } model, Model_Checksum: { } checksum, Assigned_At: { } at }
            ? new DesiredModel(new ModelId(model), checksum, PostgresRows.ToInstant(at))
            : null;

    private static ReportedModel? ToReported(StandingRow row) =>
        row is { Reported_Checksum: { } checksum, Reported_State: { } state, Reported_At: { } at }
            ? new ReportedModel(checksum, (ModelState)state, row.Reported_Error, PostgresRows.ToInstant(at))
            : null;
}
