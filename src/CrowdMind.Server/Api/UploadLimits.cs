namespace CrowdMind.Server.Api;

/// <summary>What an operator allows an upload.</summary>
/// <param name="Bytes">Bytes of a model's file.</param>
/// <param name="DatasetBytes">Bytes of the file of a dataset's version.</param>
internal sealed record UploadLimits(long Bytes, long DatasetBytes);
