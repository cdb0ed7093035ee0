using System.Collections.Concurrent;
using System.Security.Cryptography;
using CrowdMind.Objects;

namespace CrowdMind.Server.Api;

/// <summary>
/// The SHA-256 of stored objects, for their ETag: computed when it is first asked for, remembered as long as size and time
/// of the object stay. All who ask meanwhile wait for the same reading.
/// </summary>
internal sealed class ObjectDigests(IObjectStore store, TimeProvider time)
{
    /// <summary>What was put just now may be replaced within the same tick of the store's clock: not remembered.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<StoredObject, Task<string?>> _known = new();

    /// <summary>The digest in hexadecimal digits; null when the object is no longer there as it was.</summary>
    public async Task<string?> FindAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        if (_known.Count >= Limits.ObjectDigests)
            _known.Clear();
        var digest = _known.GetOrAdd(stored, ComputeAsync);
        var keep = false;
        try
        {
            var found = await digest.WaitAsync(cancellationToken);
            keep = found is not null && stored.ModifiedAt < time.GetUtcNow() - Settled;
            return found;
        }
        finally
        {
            if (!keep && digest.IsCompleted)
                _known.TryRemove(new(stored, digest));
        }
    }

    private async Task<string?> ComputeAsync(StoredObject stored)
    {
        await using var content = await store.OpenAsync(stored.Key, ByteRange.All, CancellationToken.None);
        return content?.Stored == stored
            ? Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Bytes, CancellationToken.None))
            : null;
    }
}
