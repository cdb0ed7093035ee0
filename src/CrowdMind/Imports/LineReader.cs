namespace CrowdMind.Imports;

/// <summary>Reads a file line by line, in the same memory.</summary>
/// <param name="file">The file.</param>
internal sealed class LineReader(Stream file)
{
    private byte[] _buffer = new byte[Limits.ObjectBufferBytes];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The number of the line read last, counted from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether it is longer than any line may be; then it was passed over.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line, without its end; false when there is none.</summary>
    public bool Read(out ReadOnlySpan<byte> line)
    {
        IsTooLong = false;
        for (var searched = 0; ;)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0 || (_ended && _end > _start))
            {
                line = Take(length < 0 ? _end - _start : searched + length);
                return true;
            }

            searched = _end - _start;
            if (_ended || !Fill(ref searched))
            {
                line = default;
                return IsTooLong && Next();
            }
        }
    }

    private bool Next()
    {
        Line++;
        return true;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var line = _buffer.AsSpan(_start, length);
        _start = Math.Min(_end, _start + length + 1);
        Line++;
        if (Line == 1 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        return IsTooLong ? default : line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    /// <summary>Reads more; false at the file's end, unless a line without an end is left.</summary>
    private bool Fill(ref int searched)
    {
        if (searched >= Limits.FileLineBytes)
        {
            // Its beginning is of no use; what is left is only to find its end.
            IsTooLong = true;
            (_start, _end, searched) = (0, 0, 0);
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = file.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
        return read > 0 || _end > _start;
    }
}
