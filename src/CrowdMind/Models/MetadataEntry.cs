namespace CrowdMind.Models;

/// <summary>What a model's file carries beside its graph.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Bytes">What it weighs.</param>
public sealed record MetadataEntry(string Name, long Bytes);
