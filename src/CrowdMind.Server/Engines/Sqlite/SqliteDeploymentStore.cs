using CrowdMind.Agents;
using CrowdMind.Deployments;
using CrowdMind.Models;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>What agents are to run and where they take part, in a SQLite file.</summary>
internal sealed class SqliteDeploymentStore(SqliteWriter writer, SqliteReaders readers) : IDeploymentStore
{
    // Far below the parameters that a statement may have.
    private const int ReadAtOnce = 500;

    public Task<AssignOutcome> AssignAsync(
        AgentId agentId, Model model, bool force, DateTimeOffset at, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => Assign(connection, agentId, model, force, at), outcome => outcome is AssignOutcome.Assigned);

    public async Task<bool> UnassignAsync(AgentId agentId, CancellationToken cancellationToken) =>
        await ExecuteAsync("UnassignModel", new { id = agentId.ToBlob() }) == 1;

    public async Task<bool> ReportAsync(AgentId agentId, ReportedModel report, CancellationToken cancellationToken) =>
        await ExecuteAsync("ReportModel", new
        {
            id = agentId.ToBlob(),
            checksum = report.Checksum,
            state = (long)report.State,
            error = report.Error,
            at = Instants.ToMicroseconds(report.ReportedAt),
        }) == 1;

    public Task<JoinOutcome> JoinAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => Join(connection, experimentId, agentId), outcome => outcome == JoinOutcome.TakesPart);

    public async Task<bool> LeaveAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        await ExecuteAsync("DeleteParticipant", new { experimentId = experimentId.ToBlob(), agentId = agentId.ToBlob() }) == 1;

    public Task<bool> TakesPartAsync(ExperimentId experimentId, AgentId agentId, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => reader.Connection.ExecuteScalar<bool>(
            SqliteSql.Statement("TakesPart"), new { experimentId = experimentId.ToBlob(), agentId = agentId.ToBlob() })));

    public Task<IReadOnlySet<(ExperimentId Experiment, AgentId Agent)>> FindParticipationsAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<(ExperimentId, AgentId)>>(agentIds
            .Chunk(ReadAtOnce)
            .SelectMany(ids => readers.Read(reader => reader.Connection.Query<(byte[] Experiment, byte[] Agent)>(
                SqliteSql.Statement("FindParticipations"), new { ids = ids.Select(id => id.ToBlob()) }).AsList()))
            .Select(row => (SqliteRows.ToId<ExperimentId>(row.Experiment), SqliteRows.ToId<AgentId>(row.Agent)))
            .ToHashSet());

    public Task<Listing<Agent>?> ListAsync(ExperimentId experimentId, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
        {
            var wanted = new { id = experimentId.ToBlob(), experimentId = experimentId.ToBlob(), limit = slice.Limit, offset = slice.Offset };
            if (reader.Connection.QuerySingleOrDefault<ExperimentRow>(SqliteSql.Statement("FindExperiment"), wanted) is null)
                return null;
            return reader.Connection.List<AgentRow, Agent>("ListParticipants", "CountParticipants", wanted, SqliteAgentRows.ToAgent);
        }));

    public Task<IReadOnlyDictionary<AgentId, Deployment>> ReadAsync(
        IReadOnlyCollection<AgentId> agentIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<AgentId, Deployment>>(agentIds
            .Chunk(ReadAtOnce)
            .SelectMany(ids => readers.Read(reader => reader.Connection.Query<DeploymentRow>(
                SqliteSql.Statement("ReadDeployments"),
                new { ids = ids.Select(id => id.ToBlob()), most = Limits.BootExperiments }).AsList()))
            .GroupBy(row => SqliteRows.ToId<AgentId>(row.Id))
            .ToDictionary(agent => agent.Key, agent => SqliteAgentRows.ToDeployment([.. agent])));

    private static JoinOutcome Join(SqliteConnection connection, ExperimentId experimentId, AgentId agentId)
    {
        var pair = new { experimentId = experimentId.ToBlob(), agentId = agentId.ToBlob() };
        var (hasExperiment, hasAgent) = connection.QuerySingle<(bool, bool)>(SqliteSql.Statement("FindParties"), pair);
        if (!hasExperiment)
            return JoinOutcome.NoExperiment;
        if (!hasAgent)
            return JoinOutcome.NoAgent;
        connection.Execute(SqliteSql.Statement("InsertParticipant"), pair);
        return JoinOutcome.TakesPart;
    }

    private static AssignOutcome Assign(
        SqliteConnection connection, AgentId agentId, Model model, bool force, DateTimeOffset at)
    {
        var file = model.File ?? throw new ArgumentException("The model has no file.", nameof(model));
        var id = new { id = agentId.ToBlob(), modelId = model.Id.ToBlob(), checksum = file.Checksum, at = Instants.ToMicroseconds(at) };
        if (connection.QuerySingleOrDefault<AgentRow>(SqliteSql.Statement("FindAgent"), id) is not { } row)
            return new AssignOutcome.NoAgent();
        if (connection.ExecuteScalar<long?>(SqliteSql.Statement("HoldModel"), id) is null)
            return new AssignOutcome.NoModel();
        if (!force && Misfit.Between(file, SqliteAgentRows.ToAgent(row)) is { } misfit)
            return new AssignOutcome.DoesNotFit(misfit);
        connection.Execute(SqliteSql.Statement("AssignModel"), id);
        return new AssignOutcome.Assigned(new DesiredModel(model.Id, file.Checksum, at));
    }

    private Task<int> ExecuteAsync(string statement, object parameters) =>
        writer.RunAsync(connection => connection.Execute(SqliteSql.Statement(statement), parameters));
}
