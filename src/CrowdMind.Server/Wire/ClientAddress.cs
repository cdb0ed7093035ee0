namespace CrowdMind.Server.Wire;

/// <summary>Where a client reaches the server.</summary>
/// <param name="Root">Scheme, host and what stands before the server's own paths, without a slash at the end.</param>
/// <param name="Path">The path of the API, with its prefix.</param>
internal sealed record ClientAddress(string Root, string Path);
