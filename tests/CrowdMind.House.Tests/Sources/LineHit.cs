namespace CrowdMind.House.Tests.Sources;

/// <summary>A line of a file on which something sought was found, and what was found.</summary>
public sealed record LineHit(SourceFile File, int Line, string Found);
