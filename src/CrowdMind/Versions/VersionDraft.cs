using CrowdMind.Datasets;

namespace CrowdMind.Versions;

/// <summary>A version that is to be made.</summary>
/// <param name="Dataset">What is known of it beforehand: id, name, version, and of whom it takes schema and labels.</param>
/// <param name="FillsWaiting">Whether it is a dataset that waits and becomes it.</param>
internal sealed record VersionDraft(Dataset Dataset, bool FillsWaiting);
