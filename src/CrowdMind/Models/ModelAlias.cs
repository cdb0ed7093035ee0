namespace CrowdMind.Models;

/// <summary>A word of a model's name that points at one of its versions, such as <c>champion</c>.</summary>
/// <param name="Alias">The word.</param>
/// <param name="ModelId">The version.</param>
/// <param name="Version">What the version is called.</param>
/// <param name="UpdatedAt">When it was pointed there.</param>
public sealed record ModelAlias(string Alias, ModelId ModelId, string Version, DateTimeOffset UpdatedAt);
