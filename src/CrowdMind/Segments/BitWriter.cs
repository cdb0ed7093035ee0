using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CrowdMind.Segments;

/// <summary>Writes the bits of a deflate stream, from the lowest of each byte upwards (RFC 1951, section 3.1.1).</summary>
internal sealed class BitWriter
{
    // So many words, of 12 bits at most each, fit beside the seven bits that may be left.
    private const int WordsAtOnce = 4;

    /// <summary>Bits that two words beside each other may have.</summary>
    public const int PairBits = 56;

    private byte[] _bytes = new byte[256 * 1024];
    private int _length;
    private ulong _bits;
    private int _count;

    /// <summary>The whole bytes, until the next are written.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Begins anew.</summary>
    public void Clear() => (_length, _bits, _count) = (0, 0, 0);

    /// <summary>Writes a word.</summary>
    public void Put(BitWord word) => Put([], [], word, default);

    /// <summary>Writes the words of symbols, and two words more.</summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="words">The word of each, of <see cref="HuffmanCode.LongestWord"/> bits at most.</param>
    /// <param name="first">The first word after them.</param>
    /// <param name="second">The second; the two have <see cref="PairBits"/> bits at most.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Put(ReadOnlySpan<byte> symbols, ReadOnlySpan<BitWord> words, BitWord first, BitWord second)
    {
        Reserve((symbols.Length * sizeof(ushort)) + sizeof(ulong));

        // Here instead of in the fields: at each of them the processor would wait for its last write.
        var (bits, count) = (_bits, _count);
        var target = _bytes.AsSpan(_length);
        for (; symbols.Length >= WordsAtOnce; symbols = symbols[WordsAtOnce..])
        {
            Gather(words[symbols[0]], ref bits, ref count);
            Gather(words[symbols[1]], ref bits, ref count);
            Gather(words[symbols[2]], ref bits, ref count);
            Gather(words[symbols[3]], ref bits, ref count);
            target = Move(target, ref bits, ref count);
        }

        foreach (var symbol in symbols)
            Gather(words[symbol], ref bits, ref count);
        target = Move(target, ref bits, ref count);
        Gather(first, ref bits, ref count);
        Gather(second, ref bits, ref count);
        target = Move(target, ref bits, ref count);
        (_bits, _count, _length) = (bits, count, _bytes.Length - target.Length);
    }

    /// <summary>Fills up to a byte.</summary>
    public void Align()
    {
        if (_count > 0)
            Put(new BitWord(0, 8 - _count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(BitWord word, ref ulong bits, ref int count)
    {
        bits |= (ulong)word.Bits << count;
        count += word.Count;
    }

    /// <summary>Writes the bytes that are whole; gives what is left of the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<byte> Move(Span<byte> target, scoped ref ulong bits, scoped ref int count)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, bits);
        target = target[(count >> 3)..];
        bits >>= count & ~7;
        count &= 7;
        return target;
    }

    private void Reserve(int bytes)
    {
        if (_bytes.Length - _length < bytes + sizeof(ulong))
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes + sizeof(ulong)));
    }
}
