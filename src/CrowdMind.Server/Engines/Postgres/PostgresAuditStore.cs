using CrowdMind.Audits;
using CrowdMind.Keys;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>A row of <c>audit</c>, with its columns' names.</summary>
internal sealed class AuditRow
{
    public required DateTime At { get; init; }

    public required string Actor { get; init; }

    public required short Role { get; init; }

    public Guid? Key_Id { get; init; }

    public string? Address { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }
}

/// <summary>The audit in PostgreSQL.</summary>
internal sealed class PostgresAuditStore(PostgresDatabase database) : IAuditStore
{
    // A second try after a lost answer may add an entry twice, which tells nothing wrong.
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.ExecuteAsync(
            PostgresSql.Statement("InsertAuditEntry"),
            new
            {
                at = entry.At,
                actor = entry.Actor,
                role = (short)entry.Role,
                keyId = entry.KeyId?.Value,
                address = entry.Address,
                action = entry.Action,
                subject = entry.Subject,
            }),
        cancellationToken);

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
        return database.UseAsync(
            connection => connection.ListAsync<AuditRow, AuditEntry>("ListAudit", "CountAudit", wanted, ToEntry), cancellationToken);
    }

    private static AuditEntry ToEntry(AuditRow row) => new(
        PostgresRows.ToInstant(row.At),
        row.Actor,
        (Role)row.Role,
        row.Key_Id is { } key ? new KeyId(key) : null,
        row.Address,
        row.Action,
        row.Subject);
}
