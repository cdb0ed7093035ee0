namespace CrowdMind.Segments;

/// <summary>
/// A prefix code for symbols that come with different frequencies: Huffman's, with lengths bounded and words numbered as
/// deflate wants them (RFC 1951, section 3.2.2). Every symbol has a word, so the code also serves texts that it was not made
/// for.
/// </summary>
/// <param name="symbols">How many symbols there are.</param>
internal sealed class HuffmanCode(int symbols)
{
    /// <summary>Bits of the longest word; deflate allows 15, with fewer four words fit between two looks at the output.</summary>
    public const int LongestWord = 12;

    private readonly int[] _weights = new int[(2 * symbols) - 1];
    private readonly int[] _parents = new int[(2 * symbols) - 1];
    private readonly int[] _order = new int[symbols];

    /// <summary>How many symbols there are.</summary>
    public int Count => symbols;

    /// <summary>The length of each symbol's word.</summary>
    public byte[] Lengths { get; } = new byte[symbols];

    /// <summary>Each symbol's word.</summary>
    public BitWord[] Words { get; } = new BitWord[symbols];

    /// <summary>Makes the code anew.</summary>
    /// <param name="frequencies">How often each symbol comes; 0 counts as 1.</param>
    public void Fit(ReadOnlySpan<int> frequencies)
    {
        for (var flatter = 0; !TryMeasure(frequencies, flatter); flatter++)
        {
            // Some word was too long: with frequencies closer to each other it gets shorter.
        }

        NumberWords();
    }

    /// <summary>Builds the tree with two queues (van Leeuwen, 1976): leaves by weight, then inner nodes as they are made.</summary>
    private bool TryMeasure(ReadOnlySpan<int> frequencies, int flatter)
    {
        for (var symbol = 0; symbol < symbols; symbol++)
            (_order[symbol], _weights[symbol]) = (symbol, Math.Max(1, frequencies[symbol] >> flatter));
        Array.Sort(_weights, _order, 0, symbols);
        for (var (leaf, inner, made) = (0, symbols, symbols); made < _weights.Length; made++)
        {
            _weights[made] = 0;
            for (var child = 0; child < 2; child++)
            {
                var least = inner == made || (leaf < symbols && _weights[leaf] <= _weights[inner]) ? leaf++ : inner++;
                _weights[made] += _weights[least];
                _parents[least] = made;
            }
        }

        return TrySetLengths();
    }

    private bool TrySetLengths()
    {
        // From the root down; the weights have done their work and hold depths now.
        _weights[^1] = 0;
        for (var node = _weights.Length - 2; node >= 0; node--)
        {
            _weights[node] = _weights[_parents[node]] + 1;
            if (node >= symbols)
                continue;
            if (_weights[node] > LongestWord)
                return false;
            Lengths[_order[node]] = (byte)_weights[node];
        }

        return true;
    }

    private void NumberWords()
    {
        Span<int> next = stackalloc int[LongestWord + 2];
        next.Clear();
        foreach (var length in Lengths)
            next[length + 1]++;
        for (var length = 1; length < next.Length; length++)
            next[length] = (next[length] + next[length - 1]) << 1;
        for (var symbol = 0; symbol < symbols; symbol++)
            Words[symbol] = Word(next[Lengths[symbol]]++, Lengths[symbol]);
    }

    /// <summary>A word of a code: deflate begins it at its highest bit, and everything else at the lowest.</summary>
    public static BitWord Word(int number, int length)
    {
        var bits = 0u;
        for (var bit = 0; bit < length; bit++)
            bits |= (((uint)number >> bit) & 1) << (length - 1 - bit);
        return new BitWord(bits, length);
    }
}
