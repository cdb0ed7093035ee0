using CrowdMind.Agents;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Agents in a SQLite file.</summary>
internal sealed class SqliteAgentStore(SqliteWriter writer, SqliteReaders readers) : IAgentStore
{
    public Task AddAsync(Agent agent, CancellationToken cancellationToken) => writer.RunAsync(connection =>
        connection.Execute(SqliteSql.Statement("InsertAgent"), SqliteAgentRows.ToColumns(agent)));

    public Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => Find(reader.Connection, id)));

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
            return reader.Connection.List<AgentRow, Agent>("ListAgents", "CountAgents", wanted, SqliteAgentRows.ToAgent);
        }));

    public Task<ChangeAgentOutcome> ChangeAsync(
        AgentId id, Func<Agent, Agent?> change, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => Change(connection, id, change), outcome => outcome is ChangeAgentOutcome.Changed);

    public async Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection =>
            connection.Execute(SqliteSql.Statement("DeleteAgent"), new { id = id.ToBlob() })) == 1;

    private static Agent? Find(SqliteConnection connection, AgentId id) =>
        connection.QuerySingleOrDefault<AgentRow>(SqliteSql.Statement("FindAgent"), new { id = id.ToBlob() }) is { } row
            ? SqliteAgentRows.ToAgent(row)
            : null;

    private static ChangeAgentOutcome Change(SqliteConnection connection, AgentId id, Func<Agent, Agent?> change)
    {
        if (Find(connection, id) is not { } agent)
            return new ChangeAgentOutcome.NoAgent();
        if (change(agent) is not { } changed)
            return new ChangeAgentOutcome.Declined();
        connection.Execute(SqliteSql.Statement("ChangeAgent"), SqliteAgentRows.ToColumns(changed));
        return new ChangeAgentOutcome.Changed(changed);
    }
}
