using CrowdMind.Keys;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Tickets in PostgreSQL.</summary>
internal sealed class PostgresTicketStore(PostgresDatabase database) : ITicketStore
{
    public Task AddAsync(Ticket ticket, DateTimeOffset now, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await connection.ExecuteAsync(PostgresSql.Statement("DeleteOldTickets"), new { now });
            return await connection.ExecuteAsync(PostgresSql.Statement("InsertTicket"), PostgresKeyRows.ToColumns(ticket));
        },
        cancellationToken);

    // A second try after a lost answer finds nothing: the connection is refused, and the client asks for another ticket.
    public Task<Ticket?> TakeAsync(byte[] hash, CancellationToken cancellationToken) => database.UseAsync(
        async connection => await connection.QuerySingleOrDefaultAsync<TicketRow>(
            PostgresSql.Statement("TakeTicket"), new { hash }) is { } row ? PostgresKeyRows.ToTicket(row) : null,
        cancellationToken);
}
