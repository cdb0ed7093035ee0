using CrowdMind.Models;

namespace CrowdMind.Server.Wire;

/// <summary>A version of a model to be made known.</summary>
/// <param name="Name">1 to 255 characters; the versions of one model share it.</param>
/// <param name="Version">1 to 50 characters of the author's own.</param>
/// <param name="TargetDevice">What it is meant to run on.</param>
/// <param name="Labels">What its classes are called, in the order of its output.</param>
/// <param name="Description">The author's words.</param>
/// <param name="DatasetId">What it was trained on; the dataset's checksum is kept with it.</param>
/// <param name="Metrics">What the trainer measured.</param>
/// <param name="Framework">What it is trained with; without a version the name is taken up with it, and waits for the first.</param>
internal sealed record ModelRequest(
    string Name,
    string? Version = null,
    string? TargetDevice = null,
    IReadOnlyList<string>? Labels = null,
    string? Description = null,
    DatasetId? DatasetId = null,
    RawJson? Metrics = null,
    ModelFramework? Framework = null);
