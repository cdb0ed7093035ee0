using CrowdMind.Datasets;

namespace CrowdMind.Server.Wire;

/// <summary>Rows that were made.</summary>
/// <param name="Inserted">How many.</param>
/// <param name="Seed">The seed they were made with; the same again makes the same rows.</param>
/// <param name="RowCount">How many the dataset has now.</param>
/// <param name="Checksum">The checksum of all of them.</param>
internal sealed record GenerationResponse(long Inserted, long Seed, long RowCount, RowsChecksum Checksum);
