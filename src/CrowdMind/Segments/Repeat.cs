namespace CrowdMind.Segments;

/// <summary>A step of packing: some bytes as they are, then a copy of earlier ones (RFC 1951, section 2).</summary>
/// <param name="Literals">How many bytes go as they are.</param>
/// <param name="Length">How many are copied after them, 3 to 258.</param>
/// <param name="Distance">How far back they lie, 1 to 32,768.</param>
internal readonly record struct Repeat(int Literals, int Length, int Distance);
