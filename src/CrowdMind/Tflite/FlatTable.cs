using System.Text;

namespace CrowdMind.Tflite;

/// <summary>
/// A table of a FlatBuffer. A field that is absent reads as its default; so does every field of a table that is absent
/// itself, or of a file that has been refused.
/// </summary>
internal readonly ref struct FlatTable(FlatBuffer buffer, int position, int vtable, int vtableBytes, int tableBytes)
{
    private readonly FlatBuffer _buffer = buffer;
    private readonly int _vtable = vtable;
    private readonly int _vtableBytes = vtableBytes;
    private readonly int _tableBytes = tableBytes;

    /// <summary>Where it begins.</summary>
    public int Position { get; } = position;

    public bool IsThere => _vtableBytes > 0;

    public bool Has(int field) => Find(field, 1) > 0;

    public byte Byte(int field) => Find(field, sizeof(byte)) is > 0 and var at ? _buffer.Byte(at) : (byte)0;

    public sbyte SByte(int field) => unchecked((sbyte)Byte(field));

    public bool Flag(int field) => Byte(field) != 0;

    public int Int32(int field, int otherwise = 0) =>
        Find(field, sizeof(int)) is > 0 and var at ? _buffer.Int32(at) : otherwise;

    public uint UInt32(int field) => Find(field, sizeof(uint)) is > 0 and var at ? _buffer.UInt32(at) : 0;

    public ulong UInt64(int field) => Find(field, sizeof(ulong)) is > 0 and var at ? (ulong)_buffer.Int64(at) : 0;

    public FlatTable Table(int field) => Find(field, sizeof(uint)) is > 0 and var slot ? _buffer.Table(_buffer.Follow(slot)) : default;

    /// <summary>A vector whose elements are going to be read, all of them.</summary>
    public FlatVector Vector(int field, int elementBytes = sizeof(uint))
    {
        var vector = Check(field, elementBytes);
        var words = (vector.Count * (long)elementBytes) + sizeof(uint) - 1;
        return vector.Count == 0 || _buffer.Reading.Spend(words / sizeof(uint), vector.Start) ? vector : default;
    }

    /// <summary>A vector of which nothing is read but its length.</summary>
    public FlatVector Check(int field, int elementBytes) =>
        Find(field, sizeof(uint)) is > 0 and var slot ? _buffer.Vector(_buffer.Follow(slot), elementBytes) : default;

    /// <summary>A vector of tables, or of what else there are only a few.</summary>
    /// <param name="field">Which.</param>
    /// <param name="what">What is in it, for the refusal of too many.</param>
    public FlatVector Few(int field, string what)
    {
        var vector = Vector(field);
        if (vector.Count <= Limits.TfliteParts)
            return vector;
        _buffer.Reading.Refuse(vector.Start, $"there are {vector.Count} {what}; at most {Limits.TfliteParts} are read");
        return default;
    }

    /// <summary>The table in a union; absent when there is none. A value that has no type is refused.</summary>
    public FlatTable Union(int typeField, int valueField)
    {
        if (Has(valueField) && Byte(typeField) == 0)
            Refuse($"field {valueField} of the table here holds something of no type; a union says what it holds");
        return Table(valueField);
    }

    /// <summary>
    /// The length of what stands in the file but outside the FlatBuffer, as the schema has it for models beyond 2 GiB; 0 when
    /// there is nothing. Its offset is valid above 1.
    /// </summary>
    public long Outside(int offsetField, int sizeField)
    {
        ulong offset = UInt64(offsetField), size = UInt64(sizeField);
        if (offset <= 1)
            return 0;
        if (offset <= (ulong)_buffer.Length && size <= (ulong)_buffer.Length - offset)
            return (long)size;
        Refuse($"{size} bytes are said to stand at byte {offset}, but the file has {_buffer.Length}");
        return 0;
    }

    /// <summary>A text, of which nothing is read but whether it ends.</summary>
    public FlatVector CheckText(int field)
    {
        var text = Check(field, sizeof(byte));
        if (text.Start == 0)
            return default;
        var end = text.Start + text.Count;
        if (end < _buffer.Length && _buffer.Byte(end) == 0)
            return text;
        _buffer.Reading.Refuse(text.Start, $"the text of {text.Count} bytes here does not end with a zero byte");
        return default;
    }

    /// <summary>A text for people; null when it is absent. A long one is cut, and what is no text in it is replaced.</summary>
    public string? Text(int field)
    {
        var text = CheckText(field);
        if (text.Start == 0 || !_buffer.Reading.Spend((text.Count / sizeof(uint)) + 1, text.Start))
            return null;
        var length = Math.Min(text.Count, Limits.TfliteTextBytes);
        while (length < text.Count && length > 0 && (_buffer.Byte(text.Start + length) & 0xC0) == 0x80)
            length--;
        if (!_buffer.Reading.Keep(length, text.Start))
            return null;

        // A zero is allowed in UTF-8 and in JSON, but PostgreSQL takes none.
        var words = Encoding.UTF8.GetString(_buffer.Slice(text.Start, length)).Replace('\0', '\uFFFD');
        return length < text.Count ? words + "…" : words;
    }

    /// <summary>Refuses the file for what this table says; one that is absent says nothing.</summary>
    public void Refuse(string message)
    {
        if (IsThere)
            _buffer.Reading.Refuse(Position, message);
    }

    /// <summary>Counts what goes from it into the signature; false when it is too much.</summary>
    public bool Keep(long bytes) => IsThere && _buffer.Reading.Keep(bytes, Position);

    /// <summary>Where a field of a size begins; 0 when it is absent.</summary>
    private int Find(int field, int bytes)
    {
        var entry = 4 + (2 * field);
        if (entry >= _vtableBytes || !_buffer.Reading.IsSound)
            return 0;
        var offset = _buffer.UInt16(_vtable + entry);
        if (offset == 0)
            return 0;
        var at = Position + (long)offset;
        if (offset >= 4 && offset + bytes <= _tableBytes && at % bytes == 0)
            return (int)at;
        _buffer.Reading.Refuse(
            _vtable + entry, $"field {field} of the table at byte {Position} is said to stand at byte {at}, where it cannot be");
        return 0;
    }
}
