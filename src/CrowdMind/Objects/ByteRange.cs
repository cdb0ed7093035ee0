namespace CrowdMind.Objects;

/// <summary>A part of an object.</summary>
/// <param name="Offset">Bytes before it, 0 or more.</param>
/// <param name="Length">Bytes in it, 0 or more; it may reach beyond the object's end.</param>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>The whole object, whatever its size.</summary>
    public static ByteRange All => new(0, long.MaxValue);

    /// <summary>The part of it that an object of a size has.</summary>
    public ByteRange Within(long size)
    {
        var offset = Math.Min(Offset, size);
        return new ByteRange(offset, Math.Min(Length, size - offset));
    }
}
