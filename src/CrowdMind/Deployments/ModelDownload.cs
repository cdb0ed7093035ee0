namespace CrowdMind.Deployments;

/// <summary>Where a model's file is to be had for a while.</summary>
/// <param name="Url">Needs no other credential; perhaps relative to the server's root.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record ModelDownload(Uri Url, DateTimeOffset ExpiresAt);
