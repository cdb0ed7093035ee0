namespace CrowdMind.Server.Wire;

/// <summary>A version of a dataset to be generated.</summary>
/// <param name="Version">1 to 50 characters of the author's own, that no other version of the name has.</param>
/// <param name="N">How many rows.</param>
/// <param name="Seed">Chooses the rows; without it one is drawn.</param>
/// <param name="Labels">What a row may be labelled; without it as in the dataset.</param>
internal sealed record VersionRequest(string Version, long N, long? Seed = null, IReadOnlyList<string>? Labels = null);
