namespace CrowdMind.TestKit.Servers;

/// <summary>How a server ended after SIGTERM.</summary>
public sealed record ServerStop(int ExitCode, TimeSpan Took);
