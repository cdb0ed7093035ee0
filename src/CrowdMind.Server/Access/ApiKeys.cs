using System.Collections.Concurrent;
using CrowdMind.Keys;

namespace CrowdMind.Server.Access;

/// <summary>
/// The API keys: those of the configuration, and those made here. What the database said of a key is believed for a moment,
/// so that publishing does not ask for every reaction; as long as that may a key be used that another instance revoked.
/// </summary>
/// <param name="options">The keys of the configuration.</param>
/// <param name="store">Those made here.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiKeys(AccessOptions options, IKeyStore store, TimeProvider time)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(Limits.KeyBeliefSeconds);
    private static readonly CredentialOutcome NotKnown = new CredentialOutcome.Refused("The key is not one of this server's.");

    private readonly ConcurrentDictionary<KeyId, Known> _known = [];
    private readonly ConcurrentDictionary<KeyId, DateTimeOffset> _uses = [];

    /// <summary>Whether a text is spelt like a key, and not like a token of somebody else's.</summary>
    public static bool IsKey(string text) => !text.Contains('.', StringComparison.Ordinal);

    /// <summary>Makes a key.</summary>
    /// <returns>It, and how it is spelt, which nobody can tell again.</returns>
    public async Task<(ApiKey Key, string Spelling)> AddAsync(
        string name, Role role, AgentId? agentId, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var key = new ApiKey(KeyId.New(time), name, role, agentId, time.Now(), expiresAt);
        var spelling = KeySpelling.New(key.Id);
        await store.AddAsync(new StoredKey(key, SaltedHash.Of(spelling)), cancellationToken);
        return (key, spelling);
    }

    /// <summary>Revokes a key; false when there is none.</summary>
    public async Task<bool> RevokeAsync(KeyId id, CancellationToken cancellationToken)
    {
        var revoked = await store.RevokeAsync(id, time.Now(), cancellationToken);

        // Read again: a question that was on its way must not bring back what it was.
        await AskAsync(id, cancellationToken);
        return revoked;
    }

    /// <summary>Finds out whose key a text is.</summary>
    public async ValueTask<CredentialOutcome> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (options.Keys.FirstOrDefault(key => key.Hash.Fits(text)) is { } configured)
            return new CredentialOutcome.Accepted(configured.Caller);
        if (!KeySpelling.TryRead(text, out var id) || await FindAsync(id, cancellationToken) is not { } stored || !stored.Hash.Fits(text))
            return NotKnown;
        if (stored.Key.RevokedAt is not null)
            return new CredentialOutcome.Refused("The key was revoked.");
        if (stored.Key.ExpiresAt <= time.GetUtcNow())
            return new CredentialOutcome.Refused("The key has expired.");
        _uses[id] = time.Now();
        return new CredentialOutcome.Accepted(stored.Key.ToCaller());
    }

    /// <summary>Writes down which keys were used since the last time, and forgets what is no longer believed.</summary>
    public async Task NoteUsesAsync(CancellationToken cancellationToken)
    {
        var uses = _uses.ToDictionary();
        if (uses.Count > 0)
            await store.NoteUsesAsync(uses, cancellationToken);
        foreach (var use in uses)
            _uses.TryRemove(use);
        foreach (var known in _known.Where(known => IsStale(known.Value)))
            _known.TryRemove(known);
    }

    private async ValueTask<StoredKey?> FindAsync(KeyId id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var known) && !IsStale(known))
            return known.Key;

        return await AskAsync(id, cancellationToken);
    }

    private async Task<StoredKey?> AskAsync(KeyId id, CancellationToken cancellationToken)
    {
        // Before the question: what it answers is as old as that, and gives way to what was asked later.
        var asked = time.GetTimestamp();
        if (await store.FindAsync(id, cancellationToken) is not { } found)
            return null;
        var fresh = new Known(found, asked);
        return _known.AddOrUpdate(id, fresh, (_, other) => other.Asked > asked ? other : fresh).Key;
    }

    private bool IsStale(Known known) => time.GetElapsedTime(known.Asked) > Believed;

    private sealed record Known(StoredKey Key, long Asked);
}
