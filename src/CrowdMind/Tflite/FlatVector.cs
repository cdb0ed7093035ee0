namespace CrowdMind.Tflite;

/// <summary>The elements of a vector; none when it is absent.</summary>
internal readonly ref struct FlatVector(FlatBuffer buffer, int start, int count, int elementBytes)
{
    private readonly FlatBuffer _buffer = buffer;

    /// <summary>Where its first element stands; 0 when it is absent.</summary>
    public int Start { get; } = start;

    public int Count { get; } = count;

    public ReadOnlySpan<byte> Bytes => Count == 0 ? default : _buffer.Slice(Start, Count * elementBytes);

    public int Int32(int index) => _buffer.Int32(Start + (index * sizeof(int)));

    public long Int64(int index) => _buffer.Int64(Start + (index * sizeof(long)));

    public float Single(int index) => _buffer.Single(Start + (index * sizeof(float)));

    /// <summary>A table that an element leads to; absent when there is no such element or the file has been refused.</summary>
    public FlatTable Table(int index) =>
        index < Count && _buffer.Reading.IsSound ? _buffer.Table(_buffer.Follow(Start + (index * sizeof(uint)))) : default;
}
