namespace CrowdMind.Server.Wire;

/// <summary>Where a file is to be had.</summary>
/// <param name="Url">Needs no other credential until it expires.</param>
/// <param name="ExpiresAt">When that is.</param>
/// <param name="Checksum">The file's SHA-256, as 64 lower-case hexadecimal digits.</param>
/// <param name="Size">The file's bytes.</param>
internal sealed record DownloadResponse(Uri Url, DateTimeOffset ExpiresAt, string Checksum, long Size);
