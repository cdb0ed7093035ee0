using CrowdMind.Keys;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>A row of <c>api_keys</c>, with its columns' names.</summary>
internal sealed class KeyRow
{
    public required byte[] Id { get; init; }

    public required string Name { get; init; }

    public required long Role { get; init; }

    public byte[]? Agent_Id { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] Hash { get; init; }

    public required long Created_At { get; init; }

    public long? Expires_At { get; init; }

    public long? Last_Used_At { get; init; }

    public long? Revoked_At { get; init; }
}

/// <summary>A row of <c>tickets</c>, with its columns' names.</summary>
internal sealed class TicketRow
{
    public required byte[] Hash { get; init; }

    public required string Subject { get; init; }

    public required string Name { get; init; }

    public required long Role { get; init; }

    public byte[]? Agent_Id { get; init; }

    public byte[]? Key_Id { get; init; }

    public long? Ends_At { get; init; }

    public required long Expires_At { get; init; }
}

/// <summary>Between rows and the nouns around keys.</summary>
internal static class SqliteKeyRows
{
    public static ApiKey ToKey(KeyRow row) => new(
        SqliteRows.ToId<KeyId>(row.Id),
        row.Name,
        (Role)row.Role,
        ToId<AgentId>(row.Agent_Id),
        Instants.FromMicroseconds(row.Created_At),
        SqliteRows.ToInstant(row.Expires_At),
        SqliteRows.ToInstant(row.Last_Used_At),
        SqliteRows.ToInstant(row.Revoked_At));

    public static StoredKey ToStored(KeyRow row) => new(ToKey(row), new SaltedHash(row.Salt, row.Hash));

    public static object ToColumns(StoredKey stored) => new
    {
        id = stored.Key.Id.ToBlob(),
        name = stored.Key.Name,
        role = (long)stored.Key.Role,
        agentId = stored.Key.AgentId?.ToBlob(),
        salt = stored.Hash.Salt,
        hash = stored.Hash.Hash,
        createdAt = Instants.ToMicroseconds(stored.Key.CreatedAt),
        expiresAt = SqliteRows.ToColumn(stored.Key.ExpiresAt),
    };

    public static Ticket ToTicket(TicketRow row) => new(
        row.Hash,
        row.Subject,
        new Caller(
            row.Name, (Role)row.Role, ToId<AgentId>(row.Agent_Id), ToId<KeyId>(row.Key_Id), SqliteRows.ToInstant(row.Ends_At)),
        Instants.FromMicroseconds(row.Expires_At));

    public static object ToColumns(Ticket ticket) => new
    {
        hash = ticket.Hash,
        subject = ticket.Subject,
        name = ticket.Caller.Name,
        role = (long)ticket.Caller.Role,
        agentId = ticket.Caller.AgentId?.ToBlob(),
        keyId = ticket.Caller.KeyId?.ToBlob(),
        endsAt = SqliteRows.ToColumn(ticket.Caller.EndsAt),
        expiresAt = Instants.ToMicroseconds(ticket.ExpiresAt),
    };

    private static TId? ToId<TId>(byte[]? blob) where TId : struct, IGuidId<TId> =>
        blob is null ? null : SqliteRows.ToId<TId>(blob);
}
