namespace CrowdMind.Keys;

/// <summary>A key as it is kept: with a salted hash in the place of its secret.</summary>
/// <param name="Key">The key.</param>
/// <param name="Hash">The hash.</param>
public sealed record StoredKey(ApiKey Key, SaltedHash Hash);
