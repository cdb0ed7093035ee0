namespace CrowdMind;

/// <summary>A part of a list, with the size of the whole.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The entries of the part.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, long Total);
