using System.Text;

namespace CrowdMind.Profiles;

/// <summary>
/// Counts values that come again and again, as long as there are few different ones; of a field with many it would hold the
/// whole field, so it gives up and says so.
/// </summary>
internal sealed class TopValues
{
    /// <summary>Different values that are counted at most.</summary>
    public const int Most = 1000;

    // A power of two, at least twice the values, so that a look ends soon.
    private const int Slots = 4096;

    private int[]? _slots;
    private readonly List<(ulong Hash, byte[] Value, long Count)> _values = [];

    /// <summary>Whether there were too many different values to count them.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>The values in the order they first came, each with its count.</summary>
    public IEnumerable<(byte[] Value, long Count)> Values => _values.Select(entry => (entry.Value, entry.Count));

    public void Add(ReadOnlySpan<byte> value, long count = 1)
    {
        if (GaveUp)
            return;
        _slots ??= new int[Slots];
        var hash = Hash(value);
        var slot = (int)(hash % Slots);
        while (_slots[slot] is var index and not 0)
        {
            var known = _values[index - 1];
            if (known.Hash == hash && known.Value.AsSpan().SequenceEqual(value))
            {
                _values[index - 1] = known with { Count = known.Count + count };
                return;
            }

            slot = (slot + 1) % Slots;
        }

        if (_values.Count == Most)
        {
            GiveUp();
            return;
        }

        _values.Add((hash, value.ToArray(), count));
        _slots[slot] = _values.Count;
    }

    public void Merge(TopValues next)
    {
        if (next.GaveUp)
            GiveUp();
        foreach (var (value, count) in next.Values)
            Add(value, count);
    }

    public void Save(BinaryWriter state)
    {
        state.Write(GaveUp);
        state.Write(_values.Count);
        foreach (var (_, value, count) in _values)
        {
            state.Write(Encoding.UTF8.GetString(value));
            state.Write(count);
        }
    }

    public static TopValues Load(BinaryReader state)
    {
        var values = new TopValues { GaveUp = state.ReadBoolean() };
        for (var left = state.ReadInt32(); left > 0; left--)
            values.Add(Encoding.UTF8.GetBytes(state.ReadString()), state.ReadInt64());
        return values;
    }

    /// <summary>Counts no more: there are too many different values, here or in what comes before.</summary>
    public void GiveUp()
    {
        GaveUp = true;
        _slots = null;
        _values.Clear();
    }

    // FNV-1a over eight bytes a step: only has to spread, and is never kept.
    private static ulong Hash(ReadOnlySpan<byte> value)
    {
        const ulong Prime = 0x100000001B3;
        var hash = 0xCBF29CE484222325;
        for (; value.Length >= 8; value = value[8..])
            hash = (hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(value)) * Prime;
        foreach (var one in value)
            hash = (hash ^ one) * Prime;
        return hash ^ (hash >> 32);
    }
}
