namespace CrowdMind.Logs;

/// <summary>Encodes events into one buffer, in the order they are added.</summary>
/// <param name="experimentId">The experiment they belong to.</param>
/// <param name="expectedBytes">About what they will weigh; the buffer grows when they weigh more.</param>
public sealed class EncodedEventsBuilder(ExperimentId experimentId, int expectedBytes)
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(expectedBytes);
    private EventEntry[] _entries = new EventEntry[16];
    private int _count;

    /// <summary>What the events added so far weigh.</summary>
    public int Bytes { get; private set; }

    /// <summary>How many were added.</summary>
    public int Count => _count;

    /// <summary>Adds an event.</summary>
    /// <param name="facts">What it is made of.</param>
    /// <param name="body">The payload of a reaction, or the experiment.</param>
    public void Add(in EventFacts facts, ReadOnlySpan<byte> body)
    {
        var needed = Bytes + body.Length + EventLayout.OverheadBytes;
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        var (length, dataOffset) = EventLayout.Write(_buffer.AsSpan(Bytes), experimentId, facts, body);
        _entries[_count++] = new EventEntry(facts.Seq, facts.Type, Bytes, length, dataOffset);
        Bytes += length;
    }

    /// <summary>The events added. The builder is not used afterwards.</summary>
    public EncodedEvents ToEvents() => new(experimentId, _buffer.AsMemory(0, Bytes), _entries.AsMemory(0, _count));

    /// <summary>The events added, which follow one another. The builder is not used afterwards.</summary>
    /// <param name="arrivedAt">When the first came to this instance to be appended, if it did.</param>
    public EventBatch ToBatch(long? arrivedAt = null) => ToEvents().AsBatch(arrivedAt);
}
