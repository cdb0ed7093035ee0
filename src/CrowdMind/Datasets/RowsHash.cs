using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CrowdMind.Datasets;

/// <summary>Adds up the checksums of many rows. Used again and again, by one thread at a time.</summary>
public sealed class RowsHash
{
    private const int BlockBytes = Sha256Lanes.BlockBytes;
    private const int LengthBytes = sizeof(ulong);
    private const byte AfterText = 0x80;

    private readonly Sha256Lanes _lanes = new();
    private readonly Progress[] _texts = new Progress[Sha256Lanes.Lanes];

    // The last one or two blocks of each lane's text: its end, and what FIPS 180-4 has follow it.
    private readonly byte[] _ends = new byte[Sha256Lanes.Lanes * 2 * BlockBytes];

    /// <summary>The sum of the checksums of parts of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="contents">The parts: what of each row is counted.</param>
    public RowsChecksum Sum(ReadOnlySpan<byte> text, ReadOnlySpan<Range> contents) =>
        Sha256Lanes.IsFast ? SumInLanes(text, contents) : SumInTurn(text, contents);

    private static RowsChecksum SumInTurn(ReadOnlySpan<byte> text, ReadOnlySpan<Range> contents)
    {
        var sum = default(RowsChecksum);
        foreach (var content in contents)
            sum += RowsChecksum.Of(text[content]);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RowsChecksum SumInLanes(ReadOnlySpan<byte> text, ReadOnlySpan<Range> contents)
    {
        var sum = default(RowsChecksum);
        for (var (next, left) = (0, contents.Length); left > 0; _lanes.Advance())
        {
            // A lane whose text has ended takes the next, so that all are busy but at the very end.
            for (var lane = 0; lane < Sha256Lanes.Lanes; lane++)
            {
                if (_texts[lane].HasEnded)
                {
                    sum += _lanes.Digest(lane);
                    _texts[lane] = default;
                    left--;
                }

                if (_texts[lane].BlocksLeft == 0 && next < contents.Length)
                    Begin(lane, text, contents[next++]);
                if (_texts[lane].BlocksLeft > 0)
                    _lanes.Fill(lane, NextBlock(lane, text));
            }
        }

        return sum;
    }

    private void Begin(int lane, ReadOnlySpan<byte> text, Range part)
    {
        var (start, length) = part.GetOffsetAndLength(text.Length);
        var rest = length % BlockBytes;
        var ends = rest + 1 + LengthBytes <= BlockBytes ? 1 : 2;
        var end = _ends.AsSpan(lane * 2 * BlockBytes, ends * BlockBytes);
        end.Clear();
        text.Slice(start + length - rest, rest).CopyTo(end);
        end[rest] = AfterText;
        BinaryPrimitives.WriteUInt64BigEndian(end[^LengthBytes..], (ulong)length * 8);
        _texts[lane] = new Progress { Next = start, WholeLeft = length / BlockBytes, EndsLeft = ends, Ends = ends };
        _lanes.Begin(lane);
    }

    private ReadOnlySpan<byte> NextBlock(int lane, ReadOnlySpan<byte> text)
    {
        ref var progress = ref _texts[lane];
        if (progress.WholeLeft > 0)
        {
            var block = text.Slice(progress.Next, BlockBytes);
            progress.Next += BlockBytes;
            progress.WholeLeft--;
            return block;
        }

        var place = (lane * 2) + progress.Ends - progress.EndsLeft--;
        return _ends.AsSpan(place * BlockBytes, BlockBytes);
    }

    /// <summary>How far a lane is with its text.</summary>
    private struct Progress
    {
        public int Next;
        public int WholeLeft;
        public int Ends;
        public int EndsLeft;

        public readonly int BlocksLeft => WholeLeft + EndsLeft;

        public readonly bool HasEnded => Ends > 0 && BlocksLeft == 0;
    }
}
