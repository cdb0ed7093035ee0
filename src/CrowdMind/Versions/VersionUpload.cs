using CrowdMind.Datasets;
using CrowdMind.Objects;

namespace CrowdMind.Versions;

/// <summary>A file from outside that is to become a version.</summary>
/// <param name="Format">What it is said to be.</param>
/// <param name="File">It, whole.</param>
/// <param name="Schema">What its rows must be; null to read that off the file.</param>
/// <param name="Labels">What its rows may be labelled; null to read that off the file.</param>
/// <param name="LabelColumn">The column of the labels.</param>
internal sealed record VersionUpload(
    FileFormat Format, IncomingFile File, RawJson? Schema, IReadOnlyList<string>? Labels, string LabelColumn);
