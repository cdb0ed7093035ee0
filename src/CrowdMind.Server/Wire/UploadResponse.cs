using CrowdMind.Models;

namespace CrowdMind.Server.Wire;

/// <summary>What a model has got.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Checksum">The file's SHA-256, as 64 lower-case hexadecimal digits.</param>
/// <param name="Size">The file's bytes.</param>
/// <param name="StoragePath">Where the file is in the object store.</param>
/// <param name="Signature">What the file holds.</param>
internal sealed record UploadResponse(ModelId ModelId, string Checksum, long Size, string StoragePath, ModelSignature Signature)
{
    /// <summary>The file as clients see it.</summary>
    public static UploadResponse From(ModelId model, ModelFile file) =>
        new(model, file.Checksum, file.Size, file.StoragePath, file.Signature);
}
