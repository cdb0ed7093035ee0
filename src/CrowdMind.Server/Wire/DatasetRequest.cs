namespace CrowdMind.Server.Wire;

/// <summary>A dataset to be made.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="Version">1 to 50 characters of the author's own.</param>
/// <param name="Labels">What a row may be labelled.</param>
/// <param name="Schema">How rows come about: a Table Schema with generators, or a short form.</param>
internal sealed record DatasetRequest(
    string Name, string? Version = "1.0", IReadOnlyList<string>? Labels = null, RawJson? Schema = null);
