namespace CrowdMind.Objects;

/// <summary>An object that is there.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Size">How many bytes it has.</param>
/// <param name="ModifiedAt">When it was put, by the store's clock and as exactly as the store tells.</param>
public sealed record StoredObject(ObjectKey Key, long Size, DateTimeOffset ModifiedAt);
