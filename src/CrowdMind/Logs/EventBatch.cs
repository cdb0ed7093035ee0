using System.Diagnostics;

namespace CrowdMind.Logs;

/// <summary>
/// Consecutive events, at least one, shared by all who read them. Each transport's framing of a batch is made once and
/// kept with it.
/// </summary>
public sealed class EventBatch : EncodedEvents
{
    private readonly Lock _encodingGate = new();
    private (object Encoding, object Encoded)[] _encodings = [];

    internal EventBatch(ExperimentId experimentId, ReadOnlyMemory<byte> buffer, ReadOnlyMemory<EventEntry> entries)
        : base(experimentId, buffer, entries)
    {
        Debug.Assert(!entries.IsEmpty, "A batch holds at least one event.");
        Debug.Assert(Last - First == entries.Length - 1, "A batch has no gap.");
    }

    /// <summary>
    /// When the first of the events came to this instance to be appended, as a timestamp of the clock; null when another
    /// instance appended them, or they were read from the log.
    /// </summary>
    public long? ArrivedAt { get; init; }

    /// <summary>The first event's seq.</summary>
    public Seq First => Entries.Span[0].Seq;

    /// <summary>The last event's seq.</summary>
    public Seq Last => Entries.Span[^1].Seq;

    /// <summary>Whether the last event stops the experiment.</summary>
    public bool EndsStopped => Entries.Span[^1].Type == EventType.ExperimentStopped;

    /// <summary>The batch as a transport sends it, made on first use.</summary>
    /// <typeparam name="T">What the transport sends.</typeparam>
    /// <param name="encoding">The transport's way of framing.</param>
    public T As<T>(BatchEncoding<T> encoding) where T : class
    {
        foreach (var (known, encoded) in Volatile.Read(ref _encodings))
        {
            if (ReferenceEquals(known, encoding))
                return (T)encoded;
        }

        lock (_encodingGate)
        {
            foreach (var (known, encoded) in _encodings)
            {
                if (ReferenceEquals(known, encoding))
                    return (T)encoded;
            }

            var made = encoding.Encode(this);
            Volatile.Write(ref _encodings, [.. _encodings, (encoding, made)]);
            return made;
        }
    }

    /// <summary>The events after a place, which lies within the batch or just before it.</summary>
    public EventBatch After(Seq after) => after < First ? this : Cut((int)(after - First) + 1, (int)(Last - after));

    /// <summary>The events up to and with a place, which lies within the batch or after it.</summary>
    public EventBatch UpTo(Seq last) => last >= Last ? this : Cut(0, (int)(last - First) + 1);

    /// <summary>Cuts the batch into pieces of about a size, each at least one event.</summary>
    public IEnumerable<EventBatch> Split(int bytes)
    {
        if (Bytes <= bytes)
        {
            yield return this;
            yield break;
        }

        for (int from = 0, to = 0; from < Count; from = to)
        {
            var weight = 0;
            while (to < Count && (to == from || weight + Entries.Span[to].Length <= bytes))
                weight += Entries.Span[to++].Length;
            yield return Cut(from, to - from);
        }
    }

    /// <summary>Joins batches that follow one another.</summary>
    public static EventBatch Join(IReadOnlyList<EventBatch> batches)
    {
        if (batches.Count == 1)
            return batches[0];
        var buffer = GC.AllocateUninitializedArray<byte>(batches.Sum(batch => batch.Bytes));
        var entries = new EventEntry[batches.Sum(batch => batch.Count)];
        int at = 0, index = 0;
        foreach (var batch in batches)
        {
            batch.Joined.CopyTo(buffer.AsMemory(at));
            var shift = at - batch.Entries.Span[0].Start;
            foreach (var entry in batch.Entries.Span)
                entries[index++] = entry with { Start = entry.Start + shift };
            at += batch.Bytes;
        }

        return new EventBatch(batches[0].ExperimentId, buffer, entries) { ArrivedAt = batches[0].ArrivedAt };
    }

    private EventBatch Cut(int from, int count) =>
        new(ExperimentId, Buffer, Entries.Slice(from, count)) { ArrivedAt = ArrivedAt };
}
