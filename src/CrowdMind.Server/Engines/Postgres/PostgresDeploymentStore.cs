using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Models;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>What agents are to run and where they take part, in PostgreSQL.</summary>
internal sealed class PostgresDeploymentStore(PostgresDatabase database) : IDeploymentStore
{
    public Task<AssignOutcome> AssignAsync(
        AgentId agentId, Model model, bool force, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.TransactAsync(
            connection => AssignAsync(connection, agentId, model, force, at), outcome => outcome is AssignOutcome.Assigned, cancellationToken);

    public async Task<bool> UnassignAsync(AgentId agentId, CancellationToken cancellationToken) =>
        await ExecuteAsync("UnassignModel", new { id = agentId.Value }, cancellationToken) == 1;

    public async Task<bool> ReportAsync(AgentId agentId, ReportedModel report, CancellationToken cancellationToken) =>
        await ExecuteAsync("ReportModel", new
        {
            id = agentId.Value,
            checksum = report.Checksum,
            state = (short)report.State,
            error = report.Error,
            at = report.ReportedAt,
        }, cancellationToken) == 1;

    public Task<JoinOutcome> JoinAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        database.UseAsync(async connection =>
        {
            var pair = new { experimentId = experimentId.Value, agentId = agentId.Value };
            try
            {
                await connection.ExecuteAsync(PostgresSql.Statement("InsertParticipant"), pair);
            }
            catch (PostgresException gone) when (gone.SqlState == PostgresErrors.ForeignKeyViolation)
            {
                // One of the two was deleted just now; which, is found out below.
            }

            return await connection.QuerySingleAsync<(bool HasExperiment, bool HasAgent)>(
                PostgresSql.Statement("FindParties"), pair) switch
            {
                (false, _) => JoinOutcome.NoExperiment,
                (_, false) => JoinOutcome.NoAgent,
                _ => JoinOutcome.TakesPart,
            };
        }, cancellationToken);

    public Task<bool> LeaveAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        database.DeleteOneAsync(
            "DeleteParticipant", new { experimentId = experimentId.Value, agentId = agentId.Value }, cancellationToken);

    public Task<bool> TakesPartAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ExecuteScalarAsync<bool>(
                PostgresSql.Statement("TakesPart"), new { experimentId = experimentId.Value, agentId = agentId.Value }),
            cancellationToken);

    public Task<IReadOnlySet<(ExperimentId Experiment, AgentId Agent)>> FindParticipationsAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlySet<(ExperimentId, AgentId)>>(async connection =>
        {
            var wanted = new { ids = agentIds.Select(id => id.Value).ToArray() };
            var rows = await connection.QueryAsync<(Guid Experiment, Guid Agent)>(PostgresSql.Statement("FindParticipations"), wanted);
            return rows.Select(row => (new ExperimentId(row.Experiment), new AgentId(row.Agent))).ToHashSet();
        }, cancellationToken);

    public Task<Listing<Agent>?> ListAsync(ExperimentId experimentId, Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(async connection =>
        {
            var wanted = new { id = experimentId.Value, experimentId = experimentId.Value, limit = slice.Limit, offset = slice.Offset };
            if (await connection.ExecuteScalarAsync<long?>(PostgresSql.Statement("FindExperimentNumber"), wanted) is null)
                return null;
            return await connection.ListAsync<AgentRow, Agent>("ListParticipants", "CountParticipants", wanted, PostgresAgentRows.ToAgent);
        }, cancellationToken);

    public Task<IReadOnlyDictionary<AgentId, Deployment>> ReadAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyDictionary<AgentId, Deployment>>(async connection =>
        {
            var rows = await connection.QueryAsync<DeploymentRow>(
                PostgresSql.Statement("ReadDeployments"),
                new { ids = agentIds.Select(id => id.Value).ToArray(), most = Limits.BootExperiments });
            return rows
                .GroupBy(row => new AgentId(row.Id))
                .ToDictionary(agent => agent.Key, agent => PostgresAgentRows.ToDeployment([.. agent]));
        }, cancellationToken);

    // The model before the agent: its deletion takes them in the same order.
    private static async Task<AssignOutcome> AssignAsync(
        NpgsqlConnection connection, AgentId agentId, Model model, bool force, DateTimeOffset at)
    {
        var file = model.File ?? throw new ArgumentException("The model has no file.", nameof(model));
        var id = new { id = agentId.Value, modelId = model.Id.Value, checksum = file.Checksum, at };
        var held = await connection.ExecuteScalarAsync<int?>(PostgresSql.Statement("HoldModel"), id) is not null;
        var row = await connection.QuerySingleOrDefaultAsync<AgentRow>(PostgresSql.Statement("FindAgentForChange"), id);
        if (row is null)
            return new AssignOutcome.NoAgent();
        if (!held)
            return new AssignOutcome.NoModel();
        if (!force && Misfit.Between(file, PostgresAgentRows.ToAgent(row)) is { } misfit)
            return new AssignOutcome.DoesNotFit(misfit);
        await connection.ExecuteAsync(PostgresSql.Statement("AssignModel"), id);
        return new AssignOutcome.Assigned(new DesiredModel(model.Id, file.Checksum, at));
    }

    private Task<int> ExecuteAsync(string statement, object parameters, CancellationToken cancellationToken) =>
        database.UseAsync(connection => connection.ExecuteAsync(PostgresSql.Statement(statement), parameters), cancellationToken);
}
