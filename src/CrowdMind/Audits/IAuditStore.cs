namespace CrowdMind.Audits;

/// <summary>
/// Keeps what was done.
/// <list type="number">
/// <item>A returned write is committed and synced.</item>
/// <item>Entries are added, and never changed or removed: the database itself refuses that.</item>
/// </list>
/// </summary>
public interface IAuditStore
{
    /// <summary>Adds an entry.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Lists entries, newest first, and counts all that match.</summary>
    Task<Listing<AuditEntry>> ListAsync(AuditFilter filter, Slice slice, CancellationToken cancellationToken);
}
