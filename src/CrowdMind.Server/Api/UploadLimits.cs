namespace CrowdMind.Server.Api;

/// <summary>What an operator allows an upload.</summary>
/// <param name="Bytes">Bytes of the file.</param>
internal sealed record UploadLimits(long Bytes);
