namespace CrowdMind.Benchmarks.Load;

/// <summary>Walks the chunks of an HTTP/1.1 answer: a length in hex, a line end, the bytes, a line end.</summary>
internal sealed class ChunkFraming : IFraming
{
    private long _left;
    private bool _insideChunk;
    private bool _sawDigit;

    public bool Unwrap(ReadOnlySpan<byte> bytes, Witness witness)
    {
        while (!bytes.IsEmpty)
        {
            if (_insideChunk)
            {
                int length = (int)Math.Min(_left, bytes.Length);
                witness.Read(bytes[..length]);
                bytes = bytes[length..];
                _left -= length;
                _insideChunk = _left > 0;
            }
            else
            {
                if (!ReadLength((char)bytes[0]))
                    return false;
                bytes = bytes[1..];
            }
        }

        return true;
    }

    /// <summary>Reads one character between chunks; false when the empty last chunk has come.</summary>
    private bool ReadLength(char next)
    {
        if (char.IsAsciiHexDigit(next))
        {
            _left = _left * 16 + (char.IsAsciiDigit(next) ? next - '0' : (next | 0x20) - 'a' + 10);
            _sawDigit = true;
        }
        else if (next == '\n' && _sawDigit)
        {
            _insideChunk = _left > 0;
            _sawDigit = false;
            return _insideChunk;
        }

        return true;
    }
}
