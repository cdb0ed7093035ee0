namespace CrowdMind.TestKit.Wire;

/// <summary>A hub method, or a stream, was answered with an error.</summary>
public sealed class HubRefusedException(string message) : Exception(message);
