using CrowdMind.Models;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The objects that no model has, in PostgreSQL.</summary>
internal sealed class PostgresLooseObjects(PostgresDatabase database) : ILooseObjects
{
    public Task AddAsync(string path, DateTimeOffset at, CancellationToken cancellationToken) =>
        ExecuteAsync("AddLooseObject", new { path, at, givenUp = false }, cancellationToken);

    public async Task<bool> TouchAsync(string path, DateTimeOffset at, CancellationToken cancellationToken) =>
        await ExecuteAsync("TouchLooseObject", new { path, at }, cancellationToken) == 1;

    public async Task<IReadOnlyList<string>> GiveUpAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await ExecuteAsync("GiveUpLooseObjects", new { before }, cancellationToken);
        return await database.UseAsync<IReadOnlyList<string>>(
            async connection => [.. await connection.QueryAsync<string>(PostgresSql.Statement("FindGivenUpObjects"))],
            cancellationToken);
    }

    public Task RemoveAsync(string path, CancellationToken cancellationToken) =>
        ExecuteAsync("DeleteLooseObject", new { path }, cancellationToken);

    private Task<int> ExecuteAsync(string statement, object parameters, CancellationToken cancellationToken) =>
        database.UseAsync(connection => connection.ExecuteAsync(PostgresSql.Statement(statement), parameters), cancellationToken);
}
