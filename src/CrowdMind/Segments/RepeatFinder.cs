using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CrowdMind.Segments;

/// <summary>
/// Finds what a text repeats, as LZ77 does (Ziv and Lempel, 1977), but looks only where a piece begins that may have come
/// before: a name, a word, what stands between two values. Whoever wrote the text knows these places; to look at every byte,
/// as a packer must that knows nothing, costs three times as much and finds little more.
/// </summary>
internal sealed class RepeatFinder
{
    /// <summary>A shorter copy costs more bits than its bytes.</summary>
    public const int Least = 5;

    private const int Longest = 258;
    private const int Shortest = 3;
    private const int Farthest = 32 * 1024;
    private const int SlotBits = 12;

    // What each slot saw last: the place of a piece, counted from 1.
    private readonly int[] _slots = new int[1 << SlotBits];
    private Repeat[] _repeats = new Repeat[4096];
    private int _count;

    /// <summary>The repeats of a text; what follows the last is bytes as they are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">Where pieces begin, ascending.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<Repeat> Find(ReadOnlySpan<byte> text, ReadOnlySpan<int> places)
    {
        Array.Clear(_slots);
        _count = 0;
        var done = 0;
        foreach (var place in places)
        {
            // Where a copy ends another may begin: of a long piece the start is found in one place and the rest in another.
            for (var at = place; at >= done && at <= text.Length - sizeof(ulong) && Look(text, at) is var earlier and >= 0; at = done)
            {
                var length = Least + text[(at + Least)..].CommonPrefixLength(text[(earlier + Least)..]);
                done = Add(done, at, length, at - earlier);
            }
        }

        return _repeats.AsSpan(0, _count);
    }

    /// <summary>The last place that began like this one, and near enough; -1 for none.</summary>
    private int Look(ReadOnlySpan<byte> text, int place)
    {
        var start = Start(text, place);
        ref var slot = ref _slots[(start * 0x9E3779B97F4A7C15) >> (64 - SlotBits)];
        var earlier = slot - 1;
        slot = place + 1;
        return earlier >= 0 && place - earlier is > 0 and <= Farthest && Start(text, earlier) == start ? earlier : -1;
    }

    private static ulong Start(ReadOnlySpan<byte> text, int place) =>
        BinaryPrimitives.ReadUInt64LittleEndian(text[place..]) << (64 - (8 * Least));

    /// <summary>Notes a repeat of any length; gives its end.</summary>
    private int Add(int done, int place, int length, int distance)
    {
        var left = length;
        for (var literals = place - done; left >= Shortest; literals = 0)
        {
            var part = Math.Min(left, Longest);
            if (_count == _repeats.Length)
                Array.Resize(ref _repeats, _count * 2);
            _repeats[_count++] = new Repeat(literals, part, distance);
            left -= part;
        }

        return place + length - left;
    }
}
