using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CrowdMind.Segments;

/// <content>
/// The sum of a text: eight bytes a step by tables (Sarwate, CACM 31, 1988, and Kounavis and Berry, "A Systematic Approach to
/// Building High Performance Software-based CRC Generators", 2005); where the processor multiplies polynomials, long texts are
/// folded to their last sixteen bytes first (Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ
/// Instruction", Intel, 2009).
/// </content>
internal static partial class Crc32
{
    private const int FoldBytes = 64;

    // x to the power of 512 ± 32 and of 128 ± 32, modulo the polynomial, bits reversed.
    private static readonly Vector128<ulong> FoldFar = Vector128.Create(0x0000000154442bd4UL, 0x00000001c6e41596UL);
    private static readonly Vector128<ulong> FoldNear = Vector128.Create(0x00000001751997d0UL, 0x00000000ccaa009eUL);

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The sum of a text that goes on.</summary>
    /// <param name="text">What follows.</param>
    /// <param name="before">The sum of what came before.</param>
    public static uint Of(ReadOnlySpan<byte> text, uint before = 0)
    {
        var state = ~before;
        if (Pclmulqdq.IsSupported && text.Length >= 2 * FoldBytes)
        {
            Span<byte> folded = stackalloc byte[Vector128<byte>.Count];
            Fold(ref text, state).CopyTo(folded);
            state = Step(0, folded);
        }

        return ~Step(state, text);
    }

    private static uint Step(uint state, ReadOnlySpan<byte> text)
    {
        for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ state;
            state = 0;
            for (var i = 0; i < sizeof(ulong); i++)
                state ^= Tables[sizeof(ulong) - 1 - i][(byte)(eight >> (8 * i))];
        }

        foreach (var one in text)
            state = (state >> 8) ^ Tables[0][(byte)(state ^ one)];
        return state;
    }

    /// <summary>Brings a text to sixteen bytes with the same sum, which begins at 0; leaves what is too short.</summary>
    private static Vector128<byte> Fold(ref ReadOnlySpan<byte> text, uint state)
    {
        var (x0, x1, x2, x3) = (At(text, 0) ^ Vector128.CreateScalar((ulong)state), At(text, 16), At(text, 32), At(text, 48));
        for (text = text[FoldBytes..]; text.Length >= FoldBytes; text = text[FoldBytes..])
        {
            x0 = Multiply(x0, FoldFar) ^ At(text, 0);
            x1 = Multiply(x1, FoldFar) ^ At(text, 16);
            x2 = Multiply(x2, FoldFar) ^ At(text, 32);
            x3 = Multiply(x3, FoldFar) ^ At(text, 48);
        }

        x1 ^= Multiply(x0, FoldNear);
        x2 ^= Multiply(x1, FoldNear);
        x3 ^= Multiply(x2, FoldNear);
        return x3.AsByte();
    }

    private static Vector128<ulong> At(ReadOnlySpan<byte> text, int place) => Vector128.Create(text[place..]).AsUInt64();

    private static Vector128<ulong> Multiply(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    private static uint[][] MakeTables()
    {
        var tables = new uint[sizeof(ulong)][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (var value = 0u; value < 256; value++)
                tables[table][value] = table == 0 ? Shifted(value) : Shifted(tables[table - 1][value]);
        }

        return tables;
    }

    /// <summary>Takes eight bits through the polynomial.</summary>
    private static uint Shifted(uint value)
    {
        var state = value;
        for (var bit = 0; bit < 8; bit++)
            state = (state & 1) != 0 ? (state >> 1) ^ Polynomial : state >> 1;
        return state;
    }
}
