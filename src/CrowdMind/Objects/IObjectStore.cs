namespace CrowdMind.Objects;

/// <summary>
/// Keeps bytes under keys: model files, segments of datasets.
/// <list type="number">
/// <item>A put is complete or absent: until it returns, readers find what was there before, and when it throws, is
/// cancelled or the process dies, what is there is the old object or the new one, never a part. What a put returned is
/// durable.</item>
/// <item>Size and SHA-256 are of the bytes that were received from the source, which is read once, forward, and not further
/// than it takes to see that it is too large.</item>
/// <item>A put replaces what the key held. Of puts at the same time one wins, whole.</item>
/// <item>Reading gives the bytes of one object: when it is replaced or deleted meanwhile the reader gets the old bytes or
/// an exception. A range is cut at the object's end; one that begins there or beyond is empty.</item>
/// <item>What is not there is null, not an exception; deleting it is no fault.</item>
/// <item>Listing gives every object that was there all the while, once, in no particular order.</item>
/// <item>Memory does not grow with an object's size.</item>
/// <item>A store that does not answer throws <see cref="ObjectStoreUnavailableException"/>, after it has been asked again
/// where that may help.</item>
/// </list>
/// </summary>
public interface IObjectStore
{
    /// <summary>What keeps the bytes, for people: <c>local</c>, <c>supabase</c>, <c>s3</c>.</summary>
    string Engine { get; }

    /// <summary>The most bytes an object may have here; <see cref="long.MaxValue"/> when nobody says.</summary>
    long LargestObject { get; }

    /// <summary>Takes what the source holds whole, and stores nothing yet: what came can be looked at before it is put.</summary>
    /// <param name="source">The bytes, from where the stream stands to its end. Not closed.</param>
    /// <param name="limit">The most bytes that are taken; counted while reading.</param>
    /// <param name="cancellationToken">Cancels; then nothing is kept.</param>
    /// <returns>What came, to be disposed of; null when it is more than the limit.</returns>
    Task<IncomingFile?> ReceiveAsync(Stream source, long limit, CancellationToken cancellationToken);

    /// <summary>Stores what it received.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="file">What this store received; it is put once.</param>
    /// <param name="cancellationToken">Cancels; then nothing was stored.</param>
    Task<PutOutcome> PutAsync(ObjectKey key, IncomingFile file, CancellationToken cancellationToken);

    /// <summary>Finds an object, or null.</summary>
    Task<StoredObject?> FindAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Opens an object, or a part of it, for reading; null when it is not there.</summary>
    Task<ObjectContent?> OpenAsync(ObjectKey key, ByteRange range, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a URL from which anybody can read the object without another credential until it expires; null when the object
    /// is not there. It answers with the file name given, as an attachment, and takes a <c>Range</c>. A URL that is relative
    /// is the server's own, from its root: who answers it to a client puts the server's public address before it.
    /// </summary>
    Task<Uri?> SignUrlAsync(ObjectKey key, TimeSpan lifetime, string fileName, CancellationToken cancellationToken);

    /// <summary>Deletes an object, if it is there.</summary>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Lists the objects of a folder and of those in it.</summary>
    IAsyncEnumerable<StoredObject> ListAsync(ObjectFolder folder, CancellationToken cancellationToken);
}
