namespace CrowdMind.Objects;

/// <summary>What can be done with any store.</summary>
public static class ObjectStores
{
    /// <summary>Stores what the source holds.</summary>
    /// <param name="store">Where.</param>
    /// <param name="key">Its name.</param>
    /// <param name="source">The bytes, from where the stream stands to its end. Not closed.</param>
    /// <param name="limit">The most bytes that are stored; counted while reading.</param>
    /// <param name="cancellationToken">Cancels; then nothing was stored.</param>
    public static async Task<PutOutcome> PutAsync(
        this IObjectStore store, ObjectKey key, Stream source, long limit, CancellationToken cancellationToken)
    {
        using var file = await store.ReceiveAsync(source, limit, cancellationToken);
        return file is null ? new PutOutcome.TooLarge(limit) : await store.PutAsync(key, file, cancellationToken);
    }
}
