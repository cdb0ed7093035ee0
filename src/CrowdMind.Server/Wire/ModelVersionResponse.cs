using CrowdMind.Models;

namespace CrowdMind.Server.Wire;

/// <summary>A version of a model with its file.</summary>
/// <param name="Id">The version's own id, which is good wherever a model's is.</param>
/// <param name="ModelId">The id that was asked with; it stands for the name.</param>
/// <param name="Version">What its author calls it.</param>
/// <param name="Checksum">The file's SHA-256, as 64 lower-case hexadecimal digits; null until it is uploaded.</param>
/// <param name="SizeKb">The file's size in KiB, rounded up; null until it is uploaded.</param>
/// <param name="FilePath">Where the file is in the object store; null until it is uploaded.</param>
/// <param name="Signature">What the file holds; null until it is uploaded.</param>
/// <param name="CreatedAt">When it was made known.</param>
internal sealed record ModelVersionResponse(
    ModelId Id,
    ModelId ModelId,
    string? Version,
    string? Checksum,
    long? SizeKb,
    string? FilePath,
    ModelSignature? Signature,
    DateTimeOffset CreatedAt)
{
    /// <summary>The version as clients see it.</summary>
    public static ModelVersionResponse From(ModelId of, Model model) => new(
        model.Id, of, model.Version, model.File?.Checksum, VersionResponse.ToKib(model.File?.Size), model.File?.StoragePath,
        model.File?.Signature, model.CreatedAt);
}
