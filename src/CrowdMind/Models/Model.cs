namespace CrowdMind.Models;

/// <summary>
/// One version of a model that was trained elsewhere. Rows that share a name are the versions of one model; name and
/// version are unique together. Its file comes once and is never changed.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Version">1 to 50 characters of the author's own; none for a name that waits for its first version.</param>
/// <param name="TargetDevice">What it is meant to run on, in the author's words, or none.</param>
/// <param name="Labels">What its classes are called, in the order of its output; empty when nobody said.</param>
/// <param name="Description">The author's words, or none.</param>
/// <param name="DatasetId">What it was trained on, or none.</param>
/// <param name="DatasetChecksum">The checksum that the dataset had when the model was made known.</param>
/// <param name="Metrics">What the trainer measured, a JSON object, or none.</param>
/// <param name="CreatedAt">When it was made known.</param>
/// <param name="File">Its bytes; none until they are uploaded.</param>
/// <param name="Framework">What it is trained with, or none.</param>
public sealed record Model(
    ModelId Id,
    string Name,
    string? Version,
    string? TargetDevice,
    IReadOnlyList<string> Labels,
    string? Description,
    DatasetId? DatasetId,
    string? DatasetChecksum,
    RawJson? Metrics,
    DateTimeOffset CreatedAt,
    ModelFile? File,
    ModelFramework? Framework = null);
