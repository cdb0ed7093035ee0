using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CrowdMind.TestKit.Tflite;

/// <summary>
/// Writes FlatBuffers (flatbuffers.dev, "FlatBuffer Internals") for tests. It writes from the end to the beginning, as
/// the usual builders do: an offset leads forward only, so what is pointed at has to be there already.
/// </summary>
public sealed class FlatBufferWriter
{
    private const int LargestAlignment = 16;

    private readonly Dictionary<object, int> _written = new(ReferenceEqualityComparer.Instance);
    private byte[] _bytes = new byte[4096];
    private int _start = 4096;

    private FlatBufferWriter()
    {
    }

    /// <summary>How many bytes stand between the beginning of what is written and the end.</summary>
    private int Written => _bytes.Length - _start;

    /// <summary>Writes a buffer.</summary>
    /// <param name="root">Its root table.</param>
    /// <param name="identifier">Its four letters.</param>
    public static byte[] Write(FlatDraft root, string identifier)
    {
        var writer = new FlatBufferWriter();
        var table = writer.Put(root);
        writer.Align(LargestAlignment, 8);
        Encoding.ASCII.GetBytes(identifier, writer.Take(4));
        writer.PutOffset(writer.Take(4), table);
        return writer._bytes[writer._start..];
    }

    /// <summary>Writes what a field points at.</summary>
    /// <returns>Its distance from the end.</returns>
    private int Put(object value)
    {
        if (_written.TryGetValue(value, out var known))
            return known;
        var place = value switch
        {
            FlatDraft draft => PutTable(draft),
            FlatDraft[] drafts => PutTables(drafts),
            string text => PutVector(Encoding.UTF8.GetBytes(text + '\0'), 1, 4, Encoding.UTF8.GetByteCount(text)),
            byte[] bytes => PutVector(bytes, 1, LargestAlignment, bytes.Length),
            bool[] flags => PutVector(MemoryMarshal.AsBytes<bool>(flags), 1, 4, flags.Length),
            int[] numbers => PutVector(MemoryMarshal.AsBytes<int>(numbers), 4, 4, numbers.Length),
            ushort[] numbers => PutVector(MemoryMarshal.AsBytes<ushort>(numbers), 2, 4, numbers.Length),
            long[] numbers => PutVector(MemoryMarshal.AsBytes<long>(numbers), 8, 8, numbers.Length),
            float[] numbers => PutVector(MemoryMarshal.AsBytes<float>(numbers), 4, 4, numbers.Length),
            _ => throw new ArgumentException($"a FlatBuffer cannot hold a {value.GetType().Name} there", nameof(value)),
        };
        _written.Add(value, place);
        return place;
    }

    private int PutTable(FlatDraft draft)
    {
        var targets = draft.Fields.Where(field => InlineBytes(field.Value) == 0)
            .ToDictionary(field => field.Key, field => Put(field.Value));
        var places = new SortedDictionary<int, int>();
        var length = 4;
        foreach (var (field, value) in draft.Fields)
        {
            var size = Math.Max(InlineBytes(value), targets.ContainsKey(field) ? 4 : 1);
            length = (length + size - 1) / size * size;
            places[field] = length;
            length += size;
        }

        Align(8, length);
        var table = Take(length);
        var place = Written;
        foreach (var (field, at) in places)
        {
            if (targets.TryGetValue(field, out var target))
                BinaryPrimitives.WriteInt32LittleEndian(table[at..], place - at - target);
            else
                PutScalar(table[at..], draft.Fields[field]);
        }

        BinaryPrimitives.WriteInt32LittleEndian(table, VtableBytes(places));
        PutVtable(places, length);
        return place;
    }

    private static int VtableBytes(SortedDictionary<int, int> places) => 4 + (2 * (places.Keys.LastOrDefault(-1) + 1));

    /// <summary>The table that says where a table's fields are; it stands right before it.</summary>
    private void PutVtable(SortedDictionary<int, int> places, int tableBytes)
    {
        var vtable = Take(VtableBytes(places));
        BinaryPrimitives.WriteUInt16LittleEndian(vtable, (ushort)vtable.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(vtable[2..], (ushort)tableBytes);
        foreach (var (field, at) in places)
            BinaryPrimitives.WriteUInt16LittleEndian(vtable[(4 + (2 * field))..], (ushort)at);
    }

    private int PutTables(FlatDraft[] drafts)
    {
        var targets = drafts.Select(Put).ToArray();
        Align(4, 4 * targets.Length);
        for (var index = targets.Length - 1; index >= 0; index--)
            PutOffset(Take(4), targets[index]);
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), targets.Length);
        return Written;
    }

    private int PutVector(ReadOnlySpan<byte> content, int elementBytes, int alignment, int count)
    {
        Align(Math.Max(alignment, elementBytes), content.Length);
        content.CopyTo(Take(content.Length));
        BinaryPrimitives.WriteInt32LittleEndian(Take(4), count);
        return Written;
    }

    /// <summary>Writes the way from where <paramref name="slot"/> stands, which was taken last, to a target.</summary>
    private void PutOffset(Span<byte> slot, int target) => BinaryPrimitives.WriteInt32LittleEndian(slot, Written - target);

    /// <summary>What a value takes within its table; nothing when it is pointed at.</summary>
    private static int InlineBytes(object value) => value switch
    {
        bool or byte or sbyte => 1,
        short or ushort => 2,
        int or uint or float => 4,
        long or ulong => 8,
        _ => 0,
    };

    private static void PutScalar(Span<byte> slot, object value)
    {
        switch (value)
        {
            case bool flag: slot[0] = flag ? (byte)1 : (byte)0; break;
            case byte number: slot[0] = number; break;
            case sbyte number: slot[0] = unchecked((byte)number); break;
            case short number: BinaryPrimitives.WriteInt16LittleEndian(slot, number); break;
            case ushort number: BinaryPrimitives.WriteUInt16LittleEndian(slot, number); break;
            case int number: BinaryPrimitives.WriteInt32LittleEndian(slot, number); break;
            case uint number: BinaryPrimitives.WriteUInt32LittleEndian(slot, number); break;
            case long number: BinaryPrimitives.WriteInt64LittleEndian(slot, number); break;
            case ulong number: BinaryPrimitives.WriteUInt64LittleEndian(slot, number); break;
            case float number: BinaryPrimitives.WriteSingleLittleEndian(slot, number); break;
            default: throw new ArgumentException($"a {value.GetType().Name} is no scalar", nameof(value));
        }
    }

    /// <summary>Pads so that what is written next, of so many bytes, begins at a multiple.</summary>
    private void Align(int alignment, int bytes) => Take((alignment - ((Written + bytes) % alignment)) % alignment);

    private Span<byte> Take(int count)
    {
        while (_start < count)
        {
            var larger = new byte[_bytes.Length + Math.Max(_bytes.Length, count)];
            _bytes.AsSpan(_start).CopyTo(larger.AsSpan(larger.Length - Written));
            (_start, _bytes) = (larger.Length - Written, larger);
        }

        _start -= count;
        return _bytes.AsSpan(_start, count);
    }
}
