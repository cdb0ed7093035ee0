namespace CrowdMind.Models;

/// <summary>A model's bytes, as the object store has them.</summary>
/// <param name="StoragePath">Their key in the object store.</param>
/// <param name="Checksum">Their SHA-256, as 64 lower-case hexadecimal digits.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Signature">What they hold.</param>
public sealed record ModelFile(string StoragePath, string Checksum, long Size, ModelSignature Signature);
