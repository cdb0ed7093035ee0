namespace CrowdMind.Objects;

/// <summary>An object that is open for reading. Disposing closes it.</summary>
/// <param name="stored">The object.</param>
/// <param name="range">The part that is read.</param>
/// <param name="bytes">The part's bytes, read forward.</param>
public sealed class ObjectContent(StoredObject stored, ByteRange range, Stream bytes) : IAsyncDisposable
{
    /// <summary>The object.</summary>
    public StoredObject Stored { get; } = stored;

    /// <summary>The part that is read; it lies within the object.</summary>
    public ByteRange Range { get; } = range;

    /// <summary>The part's bytes, read forward and asynchronously.</summary>
    public Stream Bytes { get; } = bytes;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Bytes.DisposeAsync();
}
