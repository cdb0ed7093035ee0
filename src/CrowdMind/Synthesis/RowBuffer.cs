using System.Buffers.Text;

namespace CrowdMind.Synthesis;

/// <summary>Bytes of rows, one after the other. Grows as needed and is used again and again; one thread at a time.</summary>
public sealed class RowBuffer
{
    // Shorter pieces are not worth a look whether they came before.
    private const int LeastPiece = 4;

    private byte[] _bytes = new byte[64 * 1024];
    private int[] _pieces = new int[4096];
    private int _pieceCount;

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written, until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Where pieces begin that come again and again, such as words and names; ascending, until the next write.</summary>
    public ReadOnlySpan<int> Pieces => _pieces.AsSpan(0, _pieceCount);

    /// <summary>Begins anew.</summary>
    public void Clear() => (Length, _pieceCount) = (0, 0);

    /// <summary>Takes back what was written beyond a length.</summary>
    internal void CutTo(int length)
    {
        Length = length;
        while (_pieceCount > 0 && _pieces[_pieceCount - 1] >= length)
            _pieceCount--;
    }

    /// <summary>Writes what is not likely to come again.</summary>
    internal void PutOnce(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Room for so many bytes, of which some may then be taken with <see cref="Advance"/>.</summary>
    internal Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes));
        return _bytes.AsSpan(Length);
    }

    internal void Advance(int bytes) => Length += bytes;

    /// <summary>Writes a piece that may come again.</summary>
    internal void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= LeastPiece)
            NotePiece();
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    internal void Put(byte one)
    {
        Room(1)[0] = one;
        Length++;
    }

    internal void Put(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Length += written;
    }

    internal void Put(Guid id)
    {
        Utf8Formatter.TryFormat(id, Room(36), out var written);
        Length += written;
    }

    /// <summary>Makes a small ASCII letter a capital one.</summary>
    internal void Capitalise(int at)
    {
        if (_bytes[at] is >= (byte)'a' and <= (byte)'z')
            _bytes[at] -= 'a' - 'A';
    }

    internal ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    internal ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    private void NotePiece()
    {
        if (_pieceCount == _pieces.Length)
            Array.Resize(ref _pieces, _pieceCount * 2);
        _pieces[_pieceCount++] = Length;
    }
}
