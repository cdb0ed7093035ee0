using CrowdMind.Keys;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>API keys in a SQLite file.</summary>
internal sealed class SqliteKeyStore(SqliteWriter writer, SqliteReaders readers) : IKeyStore
{
    // SQLite takes 32,766 parameters in one statement.
    private const int AskedAtOnce = 10_000;

    public Task AddAsync(StoredKey key, CancellationToken cancellationToken) => writer.RunAsync(connection =>
        connection.Execute(SqliteSql.Statement("InsertKey"), SqliteKeyRows.ToColumns(key)));

    public Task<StoredKey?> FindAsync(KeyId id, CancellationToken cancellationToken) => Task.FromResult(readers.Read(reader =>
        reader.Connection.QuerySingleOrDefault<KeyRow>(SqliteSql.Statement("FindKey"), new { id = id.ToBlob() }) is { } row
            ? SqliteKeyRows.ToStored(row)
            : null));

    public Task<Listing<ApiKey>> ListAsync(Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => reader.Connection.List<KeyRow, ApiKey>(
            "ListKeys", "CountKeys", new { limit = slice.Limit, offset = slice.Offset }, SqliteKeyRows.ToKey)));

    public async Task<bool> RevokeAsync(KeyId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection => connection.Execute(
            SqliteSql.Statement("RevokeKey"), new { id = id.ToBlob(), at = Instants.ToMicroseconds(at) })) == 1;

    public Task<IReadOnlySet<KeyId>> FindStandingAsync(IReadOnlyCollection<KeyId> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<KeyId>>(ids
            .Chunk(AskedAtOnce)
            .SelectMany(some => readers.Read(reader => reader.Connection.Query<byte[]>(
                SqliteSql.Statement("FindStandingKeys"), new { ids = some.Select(id => id.ToBlob()) }).AsList()))
            .Select(SqliteRows.ToId<KeyId>)
            .ToHashSet());

    public Task NoteUsesAsync(IReadOnlyDictionary<KeyId, DateTimeOffset> uses, CancellationToken cancellationToken) =>
        writer.TransactAsync(
            connection => connection.Execute(
                SqliteSql.Statement("NoteKeyUse"),
                uses.Select(use => new { id = use.Key.ToBlob(), at = Instants.ToMicroseconds(use.Value) })),
            static _ => true);
}
