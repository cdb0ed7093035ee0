namespace CrowdMind.Keys;

/// <summary>
/// Keeps API keys.
/// <list type="number">
/// <item>A returned write is committed and synced.</item>
/// <item>A revoked key stays, so that what it did can be told; it is never in force again.</item>
/// <item>The time of a last use never goes back, whichever instance notes it.</item>
/// </list>
/// </summary>
public interface IKeyStore
{
    /// <summary>Adds one.</summary>
    Task AddAsync(StoredKey key, CancellationToken cancellationToken);

    /// <summary>Finds one, also when it is revoked or expired, or null.</summary>
    Task<StoredKey?> FindAsync(KeyId id, CancellationToken cancellationToken);

    /// <summary>Lists them, newest first, and counts all.</summary>
    Task<Listing<ApiKey>> ListAsync(Slice slice, CancellationToken cancellationToken);

    /// <summary>Revokes one, from that time on unless it was before; false when there is none.</summary>
    Task<bool> RevokeAsync(KeyId id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Those of some keys that are not revoked, in one question.</summary>
    Task<IReadOnlySet<KeyId>> FindStandingAsync(IReadOnlyCollection<KeyId> ids, CancellationToken cancellationToken);

    /// <summary>Notes when keys were used.</summary>
    Task NoteUsesAsync(IReadOnlyDictionary<KeyId, DateTimeOffset> uses, CancellationToken cancellationToken);
}
