namespace CrowdMind.Segments;

/// <summary>
/// Rows as a piece of a deflate stream (RFC 1951) that depends on no other piece, ends at a byte and is not the last: pieces
/// one after the other are the rows one after the other.
/// </summary>
/// <param name="Deflated">The piece.</param>
/// <param name="TextBytes">How many bytes its lines have.</param>
/// <param name="Crc32">Their CRC-32.</param>
public readonly record struct PackedRows(ReadOnlyMemory<byte> Deflated, long TextBytes, uint Crc32);
