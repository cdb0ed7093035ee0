using CrowdMind.Audits;
using CrowdMind.Keys;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>A row of <c>audit</c>, with its columns' names.</summary>
internal sealed class AuditRow
{
    public required long At { get; init; }

    public required string Actor { get; init; }

    public required long Role { get; init; }

    public byte[]? Key_Id { get; init; }

    public string? Address { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }
}

/// <summary>The audit in a SQLite file.</summary>
internal sealed class SqliteAuditStore(SqliteWriter writer, SqliteReaders readers) : IAuditStore
{
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => writer.RunAsync(connection => connection.Execute(
        SqliteSql.Statement("InsertAuditEntry"),
        new
        {
            at = Instants.ToMicroseconds(entry.At),
            actor = entry.Actor,
            role = (long)entry.Role,
            keyId = entry.KeyId?.ToBlob(),
            address = entry.Address,
            action = entry.Action,
            subject = entry.Subject,
        }));

    public Task<Listing<AuditEntry>> ListAsync(AuditFilter filter, Slice slice, CancellationToken cancellationToken)
    {
        var wanted = new
        {
            actor = filter.Actor,
            action = filter.Action,
            subject = filter.Subject,
            limit = slice.Limit,
            offset = slice.Offset,
        };
        return Task.FromResult(readers.Read(reader =>
            reader.Connection.List<AuditRow, AuditEntry>("ListAudit", "CountAudit", wanted, ToEntry)));
    }

    private static AuditEntry ToEntry(AuditRow row) => new(
        Instants.FromMicroseconds(row.At),
        row.Actor,
        (Role)row.Role,
        row.Key_Id is { } key ? SqliteRows.ToId<KeyId>(key) : null,
        row.Address,
        row.Action,
        row.Subject);
}
