namespace CrowdMind;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">Entries at most, 1 to <see cref="Limits.ListMaximum"/>.</param>
/// <param name="Offset">Entries passed over, 0 or more.</param>
public readonly record struct Slice(int Limit, int Offset);

/// <summary>A part of a list, with the size of the whole.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The entries of the part.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, long Total);
