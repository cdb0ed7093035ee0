namespace CrowdMind;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">Entries at most, 1 to <see cref="Limits.ListMaximum"/>.</param>
/// <param name="Offset">Entries passed over, 0 or more.</param>
public readonly record struct Slice(int Limit, int Offset);
