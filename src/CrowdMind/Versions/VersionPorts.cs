using CrowdMind.Generation;
using CrowdMind.Imports;

namespace CrowdMind.Versions;

/// <summary>What the making of versions stands on.</summary>
/// <param name="Generation">What every generation stands on.</param>
/// <param name="Files">Makes the flat files.</param>
/// <param name="Csv">Reads CSV.</param>
public sealed record VersionPorts(GenerationPorts Generation, FlatFiles Files, CsvPort Csv);
