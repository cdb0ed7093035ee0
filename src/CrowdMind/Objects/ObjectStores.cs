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

    /// <summary>Makes a URL for a named version's file, good for some seconds; null when the object is not there.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store does not answer.</exception>
    public static async Task<SignedFile?> SignAsync(
        this IObjectStore store, ObjectKey key, string title, string ending, int seconds, TimeProvider time, CancellationToken cancellationToken)
    {
        // To the second, as in the URL, and never later than there.
        var end = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds() + seconds);
        return await store.SignUrlAsync(key, TimeSpan.FromSeconds(seconds), $"{Plain(title)}.{ending}", cancellationToken) is { } url
            ? new SignedFile(url, end)
            : null;
    }

    /// <summary>A file's name of letters and digits that no system minds.</summary>
    private static string Plain(string title) =>
        string.Concat(title.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));
}
