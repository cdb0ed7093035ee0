namespace CrowdMind.Logs;

/// <summary>The database of the log did not do what it was asked: disk full, connection lost.</summary>
/// <param name="message">What happened.</param>
/// <param name="innerException">What the database said.</param>
public sealed class LogUnavailableException(string message, Exception innerException)
    : Exception(message, innerException);
