namespace CrowdMind.Datasets;

/// <summary>One stored part of a dataset's rows: a gzip file (RFC 1952) of JSON lines in the object store.</summary>
/// <param name="FirstRow">The index of its first row.</param>
/// <param name="Rows">How many rows it holds.</param>
/// <param name="Key">Its key in the object store.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Sha256">The SHA-256 of the file, as 64 lower-case hexadecimal digits.</param>
/// <param name="TextBytes">The size of its lines.</param>
/// <param name="Crc32">The CRC-32 of its lines, as gzip has it.</param>
/// <param name="Seed">The seed its rows were made with.</param>
/// <param name="GeneratorVersion">The version of the generator that made them.</param>
public sealed record Segment(
    long FirstRow,
    int Rows,
    string Key,
    long Bytes,
    string Sha256,
    long TextBytes,
    uint Crc32,
    long Seed,
    int GeneratorVersion)
{
    /// <summary>The index of the row that follows its last one.</summary>
    public long EndRow => FirstRow + Rows;
}
