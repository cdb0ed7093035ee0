namespace CrowdMind.Datasets;

/// <summary>A dataset as one of the versions that share its name.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Stats">The summary of its profile, a JSON object; none for one that grows or whose file is not read.</param>
public sealed record DatasetVersion(Dataset Dataset, RawJson? Stats);
