using CrowdMind.Agents;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Agents in PostgreSQL.</summary>
internal sealed class PostgresAgentStore(PostgresDatabase database) : IAgentStore
{
    public Task AddAsync(Agent agent, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteAsync(PostgresSql.Statement("InsertAgent"), PostgresAgentRows.ToColumns(agent)),
        cancellationToken);

    public Task<Agent?> FindAsync(AgentId id, CancellationToken cancellationToken) =>
        database.UseAsync(
            async connection => await connection.QuerySingleOrDefaultAsync<AgentRow>(
                PostgresSql.Statement("FindAgent"), new { id = id.Value }) is { } row ? PostgresAgentRows.ToAgent(row) : null,
            cancellationToken);

    public Task<Listing<Agent>> ListAsync(AgentFilter filter, Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(async connection =>
        {
            var wanted = new
            {
                type = (short?)filter.Type,
                modelId = filter.ModelId?.Value,
                limit = slice.Limit,
                offset = slice.Offset,
            };
            return await connection.ListAsync<AgentRow, Agent>("ListAgents", "CountAgents", wanted, PostgresAgentRows.ToAgent);
        }, cancellationToken);

    public Task<ChangeAgentOutcome> ChangeAsync(
        AgentId id, Func<Agent, Agent?> change, CancellationToken cancellationToken) =>
        database.TransactAsync(
            connection => ChangeAsync(connection, id, change), outcome => outcome is ChangeAgentOutcome.Changed, cancellationToken);

    public Task<bool> DeleteAsync(AgentId id, CancellationToken cancellationToken) =>
        database.DeleteOneAsync("DeleteAgent", new { id = id.Value }, cancellationToken);

    private static async Task<ChangeAgentOutcome> ChangeAsync(NpgsqlConnection connection, AgentId id, Func<Agent, Agent?> change)
    {
        var row = await connection.QuerySingleOrDefaultAsync<AgentRow>(
            PostgresSql.Statement("FindAgentForChange"), new { id = id.Value });
        if (row is null)
            return new ChangeAgentOutcome.NoAgent();
        if (change(PostgresAgentRows.ToAgent(row)) is not { } changed)
            return new ChangeAgentOutcome.Declined();
        await connection.ExecuteAsync(PostgresSql.Statement("ChangeAgent"), PostgresAgentRows.ToColumns(changed));
        return new ChangeAgentOutcome.Changed(changed);
    }
}
