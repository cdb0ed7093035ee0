using CrowdMind.Agents;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Agents in PostgreSQL.</summary>
internal sealed class PostgresAgentStore(PostgresDatabase database) : IAgentStore
{
    public Task AddAsync(Agent agent, CancellationToken cancellationToken) =>
        database.UseAsync(connection => connection.ExecuteAsync(PostgresSql.Statement("InsertAgent"), new
        {
            id = agent.Id.Value,
            name = agent.Name,
            type = (short)agent.Type,
            traits = agent.Traits?.Text,
            createdAt = agent.CreatedAt,
        }), cancellationToken);

    public Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken) =>
        database.UseAsync(
            async connection => await connection.QuerySingleOrDefaultAsync<AgentRow>(
                PostgresSql.Statement("FindAgent"), new { id = id.Value }) is { } row ? PostgresRows.ToAgent(row) : null,
            cancellationToken);

    public Task<Listing<Agent>> ListAsync(Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(async connection =>
        {
            var rows = await connection.QueryAsync<AgentRow>(
                PostgresSql.Statement("ListAgents"), new { limit = slice.Limit, offset = slice.Offset });
            var total = await connection.ExecuteScalarAsync<long>(PostgresSql.Statement("CountAgents"));
            return new Listing<Agent>([.. rows.Select(PostgresRows.ToAgent)], total);
        }, cancellationToken);

    public Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken) =>
        database.DeleteOneAsync("DeleteAgent", new { id = id.Value }, cancellationToken);
}
