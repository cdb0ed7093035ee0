namespace CrowdMind.Objects;

/// <summary>The object store did not do what it was asked: disk full, connection lost, key no longer valid.</summary>
/// <param name="message">What happened, in one sentence.</param>
/// <param name="innerException">What the store said.</param>
public sealed class ObjectStoreUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
