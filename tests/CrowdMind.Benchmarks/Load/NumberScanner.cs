namespace CrowdMind.Benchmarks.Load;

/// <summary>
/// Finds every number that follows a marker in a stream of bytes that comes in arbitrary pieces, copying nothing but
/// the few bytes at a seam.
/// </summary>
internal abstract class NumberScanner(byte[] marker)
{
    private const int MaxDigits = 20;

    private readonly byte[] _tail = new byte[Reach(marker)];
    private int _tailLength;

    /// <summary>Reads the next piece of the stream.</summary>
    public void Scan(ReadOnlySpan<byte> piece)
    {
        if (_tailLength > 0)
        {
            int borrowed = Math.Min(piece.Length, _tail.Length);
            Span<byte> seam = stackalloc byte[_tailLength + borrowed];
            _tail.AsSpan(0, _tailLength).CopyTo(seam);
            piece[..borrowed].CopyTo(seam[_tailLength..]);
            if (borrowed == piece.Length)
            {
                ScanAndKeepTail(seam);
                return;
            }

            ScanStarts(seam, _tailLength);
        }

        ScanAndKeepTail(piece);
    }

    /// <summary>Says that no number goes on into the next piece.</summary>
    public void EndMessage() => _tailLength = 0;

    protected abstract void Take(long number);

    private static int Reach(byte[] marker) => marker.Length + MaxDigits + 1;

    /// <summary>Takes the numbers whose marker begins before the limit; gives where the unread rest begins.</summary>
    private int ScanStarts(ReadOnlySpan<byte> bytes, int limit)
    {
        int from = 0;
        while (true)
        {
            int found = bytes[from..].IndexOf(marker);
            if (found < 0)
                return Math.Max(from, bytes.Length - marker.Length + 1);
            int start = from + found;
            if (start >= limit)
                return start;

            long number = 0;
            int at = start + marker.Length;
            while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
                number = number * 10 + (bytes[at++] - '0');
            if (at == bytes.Length)
                return start;
            Take(number);
            from = at;
        }
    }

    private void ScanAndKeepTail(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes[ScanStarts(bytes, bytes.Length)..];
        _tailLength = Math.Min(rest.Length, _tail.Length);
        rest[^_tailLength..].CopyTo(_tail);
    }
}
