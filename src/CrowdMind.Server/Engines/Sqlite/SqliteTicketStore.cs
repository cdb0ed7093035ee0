using CrowdMind.Keys;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Tickets in a SQLite file.</summary>
internal sealed class SqliteTicketStore(SqliteWriter writer) : ITicketStore
{
    public Task AddAsync(Ticket ticket, DateTimeOffset now, CancellationToken cancellationToken) => writer.TransactAsync(
        connection =>
        {
            connection.Execute(SqliteSql.Statement("DeleteOldTickets"), new { now = Instants.ToMicroseconds(now) });
            return connection.Execute(SqliteSql.Statement("InsertTicket"), SqliteKeyRows.ToColumns(ticket));
        },
        static _ => true);

    public Task<Ticket?> TakeAsync(byte[] hash, CancellationToken cancellationToken) => writer.RunAsync(connection =>
        connection.QuerySingleOrDefault<TicketRow>(SqliteSql.Statement("TakeTicket"), new { hash }) is { } row
            ? SqliteKeyRows.ToTicket(row)
            : null);
}
