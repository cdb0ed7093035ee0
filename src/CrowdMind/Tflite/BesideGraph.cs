using CrowdMind.Models;

namespace CrowdMind.Tflite;

/// <summary>What a file carries beside its graphs.</summary>
/// <param name="Entries">Its metadata, and files that are packed behind the model.</param>
/// <param name="Labels">The names of the classes; null when none are packed.</param>
internal sealed record BesideGraph(IReadOnlyList<MetadataEntry> Entries, IReadOnlyList<string>? Labels);
