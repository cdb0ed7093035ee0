namespace CrowdMind.Objects;

/// <summary>Where a file is to be had for a while without another credential.</summary>
/// <param name="Url">Relative to the server's root when the server itself answers it.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record SignedFile(Uri Url, DateTimeOffset ExpiresAt);
