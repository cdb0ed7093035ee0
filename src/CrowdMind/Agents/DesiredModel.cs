namespace CrowdMind.Agents;

/// <summary>The model that an agent is to run.</summary>
/// <param name="ModelId">Which.</param>
/// <param name="Checksum">The SHA-256 of its file, as 64 lower-case hexadecimal digits.</param>
/// <param name="AssignedAt">When it was assigned.</param>
public sealed record DesiredModel(ModelId ModelId, string Checksum, DateTimeOffset AssignedAt);
