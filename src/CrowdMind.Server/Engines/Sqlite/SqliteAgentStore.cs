using CrowdMind.Agents;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Agents in a SQLite file.</summary>
internal sealed class SqliteAgentStore(SqliteWriter writer, SqliteReaders readers) : IAgentStore
{
    public Task AddAsync(Agent agent, CancellationToken cancellationToken) => writer.RunAsync(connection =>
        connection.Execute(SqliteSql.Statement("InsertAgent"), SqliteAgentRows.ToColumns(agent)));

    public Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
            reader.Connection.QuerySingleOrDefault<AgentRow>(SqliteSql.Statement("FindAgent"), new { id = id.ToBlob() })
                is { } row ? SqliteAgentRows.ToAgent(row) : null));

    public Task<Listing<Agent>> ListAsync(AgentFilter filter, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
        {
            var wanted = new
            {
                type = (long?)filter.Type,
                modelId = filter.ModelId?.ToBlob(),
                limit = slice.Limit,
                offset = slice.Offset,
            };
            var rows = reader.Connection.Query<AgentRow>(SqliteSql.Statement("ListAgents"), wanted);
            var total = reader.Connection.ExecuteScalar<long>(SqliteSql.Statement("CountAgents"), wanted);
            return new Listing<Agent>([.. rows.Select(SqliteAgentRows.ToAgent)], total);
        }));

    public Task<ChangeAgentOutcome> ChangeAsync(
        AgentId id, Func<Agent, Agent?> change, CancellationToken cancellationToken) =>
        writer.RunAsync<ChangeAgentOutcome>(connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var row = connection.QuerySingleOrDefault<AgentRow>(
                SqliteSql.Statement("FindAgent"), new { id = id.ToBlob() }, transaction);
            if (row is null)
                return new ChangeAgentOutcome.NoAgent();
            if (change(SqliteAgentRows.ToAgent(row)) is not { } changed)
                return new ChangeAgentOutcome.Declined();
            connection.Execute(SqliteSql.Statement("ChangeAgent"), SqliteAgentRows.ToColumns(changed), transaction);
            transaction.Commit();
            return new ChangeAgentOutcome.Changed(changed);
        });

    public async Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection =>
            connection.Execute(SqliteSql.Statement("DeleteAgent"), new { id = id.ToBlob() })) == 1;
}
