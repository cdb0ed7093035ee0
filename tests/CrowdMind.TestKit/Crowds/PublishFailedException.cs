namespace CrowdMind.TestKit.Crowds;

/// <summary>A publish was not acknowledged, and may be tried again: the server is busy, leaving, or gone.</summary>
public sealed class PublishFailedException(string message) : Exception(message);
