using CrowdMind.Keys;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>API keys in PostgreSQL.</summary>
internal sealed class PostgresKeyStore(PostgresDatabase database) : IKeyStore
{
    public Task AddAsync(StoredKey key, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteAsync(PostgresSql.Statement("InsertKey"), PostgresKeyRows.ToColumns(key)),
        cancellationToken);

    public Task<StoredKey?> FindAsync(KeyId id, CancellationToken cancellationToken) => database.UseAsync(
        async connection => await connection.QuerySingleOrDefaultAsync<KeyRow>(
            PostgresSql.Statement("FindKey"), new { id = id.Value }) is { } row ? PostgresKeyRows.ToStored(row) : null,
        cancellationToken);

    public Task<Listing<ApiKey>> ListAsync(Slice slice, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ListAsync<KeyRow, ApiKey>(
            "ListKeys", "CountKeys", new { limit = slice.Limit, offset = slice.Offset }, PostgresKeyRows.ToKey),
        cancellationToken);

    public Task<bool> RevokeAsync(KeyId id, DateTimeOffset at, CancellationToken cancellationToken) => database.UseAsync(
        async connection => await connection.ExecuteAsync(PostgresSql.Statement("RevokeKey"), new { id = id.Value, at }) == 1,
        cancellationToken);

    public Task<IReadOnlySet<KeyId>> FindStandingAsync(IReadOnlyCollection<KeyId> ids, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlySet<KeyId>>(async connection =>
        {
            var wanted = new { ids = ids.Select(id => id.Value).ToArray() };
            var standing = await connection.QueryAsync<Guid>(PostgresSql.Statement("FindStandingKeys"), wanted);
            return standing.Select(KeyId.From).ToHashSet();
        }, cancellationToken);

    public Task NoteUsesAsync(IReadOnlyDictionary<KeyId, DateTimeOffset> uses, CancellationToken cancellationToken)
    {
        var columns = new
        {
            ids = uses.Keys.Select(id => id.Value).ToArray(),
            times = uses.Values.Select(at => at.UtcDateTime).ToArray(),
        };
        return database.UseAsync(
            connection => connection.ExecuteAsync(PostgresSql.Statement("NoteKeyUses"), columns), cancellationToken);
    }
}
