namespace Crowd;

/// <summary>Trying again would not help; the message says why, for the person at the console.</summary>
internal sealed class CannotGoOnException(string message) : Exception(message);
