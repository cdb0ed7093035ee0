using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CrowdMind.Datasets;

/// <summary>
/// SHA-256 (FIPS 180-4) of sixteen texts side by side, one in each lane of a vector: for texts as short as a row several times
/// as fast as one after the other, where the processor has such vectors (Gueron and Krasnov, "Simultaneous Hashing of Multiple
/// Messages", 2012). Advances all lanes by one block of 64 bytes at a time. Used by one thread at a time.
/// </summary>
internal sealed class Sha256Lanes
{
    /// <summary>How many lanes there are.</summary>
    public const int Lanes = 16;

    /// <summary>Bytes that each lane takes at a time.</summary>
    public const int BlockBytes = 64;

    private const int Rounds = 64;
    private const int Words = 16;
    private const int StateWords = 8;

    private static ReadOnlySpan<uint> Start =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // Word by word, and of each word lane by lane.
    private readonly uint[] _state = new uint[StateWords * Lanes];
    private readonly uint[] _block = new uint[Words * Lanes];

    /// <summary>Whether it is faster here than one text after the other.</summary>
    public static bool IsFast => Avx512F.IsSupported;

    /// <summary>Begins a text in a lane.</summary>
    public void Begin(int lane)
    {
        for (var word = 0; word < StateWords; word++)
            _state[(word * Lanes) + lane] = Start[word];
    }

    /// <summary>Gives a lane its next block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(int lane, ReadOnlySpan<byte> block)
    {
        for (var word = 0; word < Words; word++)
            _block[(word * Lanes) + lane] = BinaryPrimitives.ReadUInt32BigEndian(block[(word * sizeof(uint))..]);
    }

    /// <summary>The digest of a lane whose text has ended.</summary>
    public RowsChecksum Digest(int lane)
    {
        return new RowsChecksum(Pair(0), Pair(1), Pair(2), Pair(3));

        ulong Pair(int pair) => ((ulong)_state[(2 * pair * Lanes) + lane] << 32) | _state[(((2 * pair) + 1) * Lanes) + lane];
    }

    /// <summary>Takes the block of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Advance()
    {
        var (a, b, c, d) = (State(0), State(1), State(2), State(3));
        var (e, f, g, h) = (State(4), State(5), State(6), State(7));
        for (var round = 0; round < Rounds; round++)
        {
            var sum = h + BigSigma1(e) + ((e & f) ^ Vector512.AndNot(g, e)) + Vector512.Create(Constants[round]) + Word(round);
            var other = BigSigma0(a) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + sum, c, b, a, sum + other);
        }

        (State(0) + a).CopyTo(_state, 0);
        (State(1) + b).CopyTo(_state, Lanes);
        (State(2) + c).CopyTo(_state, 2 * Lanes);
        (State(3) + d).CopyTo(_state, 3 * Lanes);
        (State(4) + e).CopyTo(_state, 4 * Lanes);
        (State(5) + f).CopyTo(_state, 5 * Lanes);
        (State(6) + g).CopyTo(_state, 6 * Lanes);
        (State(7) + h).CopyTo(_state, 7 * Lanes);
    }

    private Vector512<uint> State(int word) => Vector512.Create(_state, word * Lanes);

    /// <summary>A round's word of the schedule; from the seventeenth on it takes the place of the one sixteen before.</summary>
    private Vector512<uint> Word(int round)
    {
        var place = round % Words * Lanes;
        var word = Vector512.Create(_block, place);
        if (round < Words)
            return word;
        word += Before(round, 7) + SmallSigma0(Before(round, 15)) + SmallSigma1(Before(round, 2));
        word.CopyTo(_block, place);
        return word;
    }

    private Vector512<uint> Before(int round, int rounds) => Vector512.Create(_block, (round - rounds) % Words * Lanes);

    private static Vector512<uint> BigSigma0(Vector512<uint> x) => Turned(x, 2) ^ Turned(x, 13) ^ Turned(x, 22);

    private static Vector512<uint> BigSigma1(Vector512<uint> x) => Turned(x, 6) ^ Turned(x, 11) ^ Turned(x, 25);

    private static Vector512<uint> SmallSigma0(Vector512<uint> x) => Turned(x, 7) ^ Turned(x, 18) ^ (x >>> 3);

    private static Vector512<uint> SmallSigma1(Vector512<uint> x) => Turned(x, 17) ^ Turned(x, 19) ^ (x >>> 10);

    private static Vector512<uint> Turned(Vector512<uint> x, [ConstantExpected] byte right) => Avx512F.RotateRight(x, right);
}
