using CrowdMind.Agents;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Agents in a SQLite file.</summary>
internal sealed class SqliteAgentStore(SqliteWriter writer, SqliteReaders readers) : IAgentStore
{
    public Task AddAsync(Agent agent, CancellationToken cancellationToken) =>
        writer.RunAsync(connection => connection.Execute(SqliteSql.Statement("InsertAgent"), new
        {
            id = agent.Id.ToBlob(),
            name = agent.Name,
            type = (long)agent.Type,
            traits = agent.Traits?.Text,
            createdAt = Instants.ToMicroseconds(agent.CreatedAt),
        }));

    public Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
            reader.Connection.QuerySingleOrDefault<AgentRow>(SqliteSql.Statement("FindAgent"), new { id = id.ToBlob() })
                is { } row ? SqliteRows.ToAgent(row) : null));

    public Task<Listing<Agent>> ListAsync(Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
        {
            var rows = reader.Connection.Query<AgentRow>(
                SqliteSql.Statement("ListAgents"), new { limit = slice.Limit, offset = slice.Offset });
            var total = reader.Connection.ExecuteScalar<long>(SqliteSql.Statement("CountAgents"));
            return new Listing<Agent>([.. rows.Select(SqliteRows.ToAgent)], total);
        }));

    public async Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection =>
            connection.Execute(SqliteSql.Statement("DeleteAgent"), new { id = id.ToBlob() })) == 1;
}
