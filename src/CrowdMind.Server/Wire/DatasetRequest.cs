using CrowdMind.Datasets;

namespace CrowdMind.Server.Wire;

/// <summary>A dataset to be made.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Version">1 to 50 characters of the author's own. Without it the name waits: its first version may be this one.</param>
/// <param name="Labels">What a row may be labelled.</param>
/// <param name="Schema">How rows come about: a Table Schema with generators, or a short form.</param>
/// <param name="DatasetType">Where its rows come from.</param>
/// <param name="CreatedBy">Who makes it.</param>
/// <param name="Description">What it is.</param>
internal sealed record DatasetRequest(
    string Name,
    string? Version = "1.0",
    IReadOnlyList<string>? Labels = null,
    RawJson? Schema = null,
    DatasetType? DatasetType = null,
    string? CreatedBy = null,
    string? Description = null);
