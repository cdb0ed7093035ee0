namespace CrowdMind.Keys;

/// <summary>
/// Keeps tickets until they are used.
/// <list type="number">
/// <item>Of those who take a ticket at once, on whichever instance, one gets it.</item>
/// <item>Expired ones are forgotten some time.</item>
/// </list>
/// </summary>
public interface ITicketStore
{
    /// <summary>Adds one, and forgets those that had expired by a time.</summary>
    Task AddAsync(Ticket ticket, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes the ticket with the hash, expired or not; null when there is none, or none any more.</summary>
    Task<Ticket?> TakeAsync(byte[] hash, CancellationToken cancellationToken);
}
