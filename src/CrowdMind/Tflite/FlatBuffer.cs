using System.Buffers.Binary;

namespace CrowdMind.Tflite;

/// <summary>
/// The bytes of a FlatBuffer, which are read where they lie (flatbuffers.dev, "FlatBuffer Internals"). Whatever they are,
/// nothing outside them is read and nothing is thrown: what cannot be is refused and then reads as absent.
/// </summary>
internal readonly ref struct FlatBuffer(ReadOnlySpan<byte> bytes, FlatReading reading)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes before the first table: where the root is, and the file's identifier.</summary>
    public const int HeaderBytes = 8;

    public FlatReading Reading { get; } = reading;

    public int Length => _bytes.Length;

    /// <summary>The table that everything hangs on. The buffer must have its header.</summary>
    public FlatTable Root() => Table(Follow(0));

    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.Slice(start, length);

    public byte Byte(int at) => _bytes[at];

    public ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes[at..]);

    public int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);

    public uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]);

    public long Int64(int at) => BinaryPrimitives.ReadInt64LittleEndian(_bytes[at..]);

    public float Single(int at) => BinaryPrimitives.ReadSingleLittleEndian(_bytes[at..]);

    /// <summary>Where the offset in a slot leads: to four bytes at least. Negative when it leads nowhere.</summary>
    public int Follow(int slot)
    {
        var target = slot + (long)UInt32(slot);
        if (target > Length - sizeof(uint))
            Reading.Refuse(slot, $"the offset here leads to byte {target}, but the file has {Length}");
        else if (target == slot || target % sizeof(uint) != 0)
            Reading.Refuse(slot, $"the offset here leads to byte {target}, where nothing can begin");
        return Reading.IsSound ? (int)target : -1;
    }

    /// <summary>The table at a place that an offset led to.</summary>
    public FlatTable Table(int position)
    {
        if (position < 0 || !Reading.Spend(2, position))
            return default;
        var vtable = position - (long)Int32(position);
        if (vtable < 0 || vtable > Length - 4 || vtable % sizeof(ushort) != 0)
        {
            Reading.Refuse(position, $"the table here says its fields are described at byte {vtable}; the file has {Length}");
            return default;
        }

        int vtableBytes = UInt16((int)vtable), tableBytes = UInt16((int)vtable + 2);
        if (vtableBytes < 4 || vtableBytes % sizeof(ushort) != 0 || vtable + vtableBytes > Length)
            Reading.Refuse(vtable, $"a table's fields are described in {vtableBytes} bytes here; the file has {Length}");
        else if (tableBytes < 4 || position + (long)tableBytes > Length)
            Reading.Refuse(position, $"the table here says it has {tableBytes} bytes; the file has {Length}");
        return Reading.IsSound ? new FlatTable(this, position, (int)vtable, vtableBytes, tableBytes) : default;
    }

    /// <summary>The vector at a place that an offset led to; its elements are within the file.</summary>
    public FlatVector Vector(int position, int elementBytes)
    {
        if (position < 0)
            return default;
        var count = UInt32(position);
        var start = position + sizeof(uint);
        if (count * (long)elementBytes > Length - start)
            Reading.Refuse(
                position, $"{count} elements of {elementBytes} bytes are said to stand here; {Length - start} bytes follow");
        else if (count > 0 && start % elementBytes != 0)
            Reading.Refuse(position, $"elements of {elementBytes} bytes cannot begin at byte {start}");
        return Reading.IsSound ? new FlatVector(this, start, (int)count, elementBytes) : default;
    }
}
