namespace CrowdMind.Logs;

/// <summary>Events of one experiment, encoded one after the other in one buffer. Immutable.</summary>
public class EncodedEvents
{
    private readonly ReadOnlyMemory<byte> _buffer;
    private readonly ReadOnlyMemory<EventEntry> _entries;

    internal EncodedEvents(ExperimentId experimentId, ReadOnlyMemory<byte> buffer, ReadOnlyMemory<EventEntry> entries)
    {
        ExperimentId = experimentId;
        _buffer = buffer;
        _entries = entries;
    }

    /// <summary>The experiment they belong to.</summary>
    public ExperimentId ExperimentId { get; }

    /// <summary>How many there are.</summary>
    public int Count => _entries.Length;

    /// <summary>The event at a place, from 0.</summary>
    public EncodedEvent this[int index] => new(_buffer, _entries.Span[index]);

    /// <summary>The same events as a batch; they follow one another, and there is at least one.</summary>
    /// <param name="arrivedAt">When the first came to this instance to be appended, if it did.</param>
    public EventBatch AsBatch(long? arrivedAt = null) => new(ExperimentId, _buffer, _entries) { ArrivedAt = arrivedAt };

    /// <summary>What the events weigh together.</summary>
    public int Bytes
    {
        get
        {
            if (_entries.IsEmpty)
                return 0;
            var entries = _entries.Span;
            return entries[^1].Start + entries[^1].Length - entries[0].Start;
        }
    }

    /// <summary>The bytes that hold these events and nothing else, without anything between them.</summary>
    internal ReadOnlyMemory<byte> Joined =>
        _entries.IsEmpty ? default : _buffer.Slice(_entries.Span[0].Start, Bytes);

    internal ReadOnlyMemory<byte> Buffer => _buffer;

    internal ReadOnlyMemory<EventEntry> Entries => _entries;
}
