using System.Text.Json.Serialization;
using CrowdMind.Models;

namespace CrowdMind.Server.Wire;

/// <summary>A version of a model.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that its versions share.</param>
/// <param name="Version">What its author calls it; null for a name that waits for its first version.</param>
/// <param name="TargetDevice">What it is meant to run on.</param>
/// <param name="Labels">What its classes are called, in the order of its output.</param>
/// <param name="StoragePath">Where its file is in the object store; null until it is uploaded.</param>
/// <param name="Checksum">The file's SHA-256, as 64 lower-case hexadecimal digits; null until it is uploaded.</param>
/// <param name="Size">The file's bytes; null until it is uploaded.</param>
/// <param name="Signature">What the file holds; null until it is uploaded.</param>
/// <param name="CreatedAt">When it was made known.</param>
/// <param name="Description">The author's words.</param>
/// <param name="DatasetId">What it was trained on.</param>
/// <param name="DatasetChecksum">The checksum that the dataset had when the model was made known.</param>
/// <param name="Metrics">What the trainer measured.</param>
/// <param name="Framework">What it is trained with; left out when nobody said.</param>
internal sealed record ModelResponse(
    ModelId Id,
    string Name,
    string? Version,
    string? TargetDevice,
    IReadOnlyList<string> Labels,
    string? StoragePath,
    string? Checksum,
    long? Size,
    ModelSignature? Signature,
    DateTimeOffset CreatedAt,
    string? Description,
    DatasetId? DatasetId,
    string? DatasetChecksum,
    RawJson? Metrics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ModelFramework? Framework = null)
{
    /// <summary>The model as clients see it.</summary>
    public static ModelResponse From(Model model) => new(
        model.Id,
        model.Name,
        model.Version,
        model.TargetDevice,
        model.Labels,
        model.File?.StoragePath,
        model.File?.Checksum,
        model.File?.Size,
        model.File?.Signature,
        model.CreatedAt,
        model.Description,
        model.DatasetId,
        model.DatasetChecksum,
        model.Metrics,
        model.Framework);
}
