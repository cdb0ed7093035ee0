using CrowdMind.Datasets;
using CrowdMind.Profiles;

namespace CrowdMind.Versions;

/// <summary>What came of reading a file.</summary>
/// <param name="Dataset">The version with what is known of its rows.</param>
/// <param name="Segments">They.</param>
/// <param name="Profile">What they are like; none when they were not read.</param>
internal sealed record ReadRows(Dataset Dataset, IReadOnlyList<Segment> Segments, ProfileBuilder? Profile);
