namespace CrowdMind.Server.Wire;

/// <summary>Where an alias is to point: one of the two.</summary>
/// <param name="ModelId">The version by its id.</param>
/// <param name="Version">The version by what its author calls it.</param>
internal sealed record AliasRequest(ModelId? ModelId = null, string? Version = null);
