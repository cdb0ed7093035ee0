namespace CrowdMind.House.Tests.Sources;

/// <summary>
/// A type as a file declares it. Kind is the keyword (class, record, delegate, …), Bases are the simple names after the
/// colon, base class and interfaces alike.
/// </summary>
public sealed record TypeDeclaration(
    string Name,
    string Kind,
    int Line,
    bool IsPublic,
    bool IsTopLevel,
    IReadOnlyList<string> Bases);
