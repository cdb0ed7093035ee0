namespace CrowdMind.Datasets;

/// <summary>The file that a version is handed out as: a flat CSV of its rows, or what came from outside.</summary>
/// <param name="Path">Its key in the object store.</param>
/// <param name="Format">What it is.</param>
/// <param name="Checksum">Its SHA-256, as 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Rows">How many rows the dataset had when it was made; with more it no longer holds them all.</param>
public sealed record DatasetFile(string Path, FileFormat Format, string Checksum, long Size, long Rows);
