using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace CrowdMind.Logs;

/// <summary>
/// A batch as the bytes that one instance hands to another. The events themselves travel as they are; before them stands
/// what it takes to cut them apart again:
/// <list type="table">
/// <item><term>1 byte</term><description>the version of this layout, 1</description></item>
/// <item><term>16 bytes</term><description>the experiment, as RFC 9562 orders a UUID's bytes</description></item>
/// <item><term>8 bytes</term><description>the first event's seq; integers are little-endian</description></item>
/// <item><term>4 bytes</term><description>the number of events, at least 1</description></item>
/// <item><term>9 bytes an event</term><description>its type (1), its length (4), where its data begins (4)</description></item>
/// <item><term>the rest</term><description>the events' JSON, one after the other</description></item>
/// </list>
/// </summary>
public static class EventBatchCodec
{
    private const byte Version = 1;
    private const int ExperimentAt = 1;
    private const int FirstAt = ExperimentAt + 16;
    private const int CountAt = FirstAt + sizeof(long);
    private const int EntriesAt = CountAt + sizeof(int);
    private const int EntryBytes = 1 + sizeof(int) + sizeof(int);

    /// <summary>How many bytes the batch takes.</summary>
    public static int Length(EventBatch batch) => EntriesAt + (batch.Count * EntryBytes) + batch.Bytes;

    /// <summary>Writes the batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    public static void Write(EventBatch batch, Span<byte> target)
    {
        target[0] = Version;
        batch.ExperimentId.Value.TryWriteBytes(target[ExperimentAt..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(target[FirstAt..], batch.First.Value);
        BinaryPrimitives.WriteInt32LittleEndian(target[CountAt..], batch.Count);
        var rest = target[EntriesAt..];
        foreach (var entry in batch.Entries.Span)
        {
            rest[0] = (byte)entry.Type;
            BinaryPrimitives.WriteInt32LittleEndian(rest[1..], entry.Length);
            BinaryPrimitives.WriteInt32LittleEndian(rest[5..], entry.DataOffset);
            rest = rest[EntryBytes..];
        }

        batch.Joined.Span.CopyTo(rest);
    }

    /// <summary>Reads a batch, which keeps the bytes it is made of.</summary>
    /// <returns>False when the bytes are no batch, or one of a layout that this program does not know.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out EventBatch? batch)
    {
        batch = null;
        var source = bytes.Span;
        if (source.Length < EntriesAt || source[0] != Version)
            return false;
        var first = BinaryPrimitives.ReadInt64LittleEndian(source[FirstAt..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(source[CountAt..]);
        if (first < 1 || count < 1 || count > (source.Length - EntriesAt) / EntryBytes)
            return false;
        var buffer = bytes[(EntriesAt + (count * EntryBytes))..];
        var entries = new EventEntry[count];
        var start = 0;
        for (var i = 0; i < count; i++)
        {
            if (ReadEntry(source[(EntriesAt + (i * EntryBytes))..], new Seq(first + i), start) is not { } entry
                || entry.Length > buffer.Length - start
                || !HoldsData(buffer.Span.Slice(start, entry.Length), entry))
                return false;
            entries[i] = entry;
            start += entry.Length;
        }

        if (start != buffer.Length)
            return false;
        batch = new EventBatch(new ExperimentId(new Guid(source.Slice(ExperimentAt, 16), bigEndian: true)), buffer, entries);
        return true;
    }

    private static EventEntry? ReadEntry(ReadOnlySpan<byte> source, Seq seq, int start)
    {
        var type = (EventType)source[0];
        var length = BinaryPrimitives.ReadInt32LittleEndian(source[1..]);
        var dataOffset = BinaryPrimitives.ReadInt32LittleEndian(source[5..]);
        var fits = dataOffset > 0 && length - EventLayout.AfterData >= dataOffset;
        return Enum.IsDefined(type) && fits ? new EventEntry(seq, type, start, length, dataOffset) : null;
    }

    private static bool HoldsData(ReadOnlySpan<byte> json, in EventEntry entry)
    {
        var shortest = entry.Type == EventType.ReactionCreated ? EventLayout.Payload + EventLayout.AfterPayload : 0;
        return json.Length - EventLayout.AfterDataOf(json) - shortest >= entry.DataOffset;
    }
}
