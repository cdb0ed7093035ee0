namespace CrowdMind.Benchmarks;

/// <summary>The command line cannot be understood; the message says why.</summary>
internal sealed class OptionException(string message) : Exception(message);
