using CrowdMind.Keys;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>A row of <c>api_keys</c>, with its columns' names.</summary>
internal sealed class KeyRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required short Role { get; init; }

    public Guid? Agent_Id { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] Hash { get; init; }

    public required DateTime Created_At { get; init; }

    public DateTime? Expires_At { get; init; }

    public DateTime? Last_Used_At { get; init; }

    public DateTime? Revoked_At { get; init; }
}

/// <summary>A row of <c>tickets</c>, with its columns' names.</summary>
internal sealed class TicketRow
{
    public required byte[] Hash { get; init; }

    public required string Subject { get; init; }

    public required string Name { get; init; }

    public required short Role { get; init; }

    public Guid? Agent_Id { get; init; }

    public Guid? Key_Id { get; init; }

    public DateTime? Ends_At { get; init; }

    public required DateTime Expires_At { get; init; }
}

/// <summary>Between rows and the nouns around keys.</summary>
internal static class PostgresKeyRows
{
    public static ApiKey ToKey(KeyRow row) => new(
        new KeyId(row.Id),
        row.Name,
        (Role)row.Role,
        ToAgent(row.Agent_Id),
        PostgresRows.ToInstant(row.Created_At),
        PostgresRows.ToInstant(row.Expires_At),
        PostgresRows.ToInstant(row.Last_Used_At),
        PostgresRows.ToInstant(row.Revoked_At));

    public static StoredKey ToStored(KeyRow row) => new(ToKey(row), new SaltedHash(row.Salt, row.Hash));

    public static object ToColumns(StoredKey stored) => new
    {
        id = stored.Key.Id.Value,
        name = stored.Key.Name,
        role = (short)stored.Key.Role,
        agentId = stored.Key.AgentId?.Value,
        salt = stored.Hash.Salt,
        hash = stored.Hash.Hash,
        createdAt = stored.Key.CreatedAt,
        expiresAt = stored.Key.ExpiresAt,
    };

    public static Ticket ToTicket(TicketRow row) => new(
        row.Hash,
        row.Subject,
        new Caller(
            row.Name,
            (Role)row.Role,
            ToAgent(row.Agent_Id),
            row.Key_Id is { } key ? new KeyId(key) : null,
            PostgresRows.ToInstant(row.Ends_At)),
        PostgresRows.ToInstant(row.Expires_At));

    public static object ToColumns(Ticket ticket) => new
    {
        hash = ticket.Hash,
        subject = ticket.Subject,
        name = ticket.Caller.Name,
        role = (short)ticket.Caller.Role,
        agentId = ticket.Caller.AgentId?.Value,
        keyId = ticket.Caller.KeyId?.Value,
        endsAt = ticket.Caller.EndsAt,
        expiresAt = ticket.ExpiresAt,
    };

    private static AgentId? ToAgent(Guid? column) => column is { } agent ? new AgentId(agent) : null;
}
