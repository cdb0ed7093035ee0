using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Layout;

/// <summary>A place where a file of one namespace names another namespace of ours; As is what stands there.</summary>
public sealed record Look(SourceFile File, int Line, string From, string To, string As);
