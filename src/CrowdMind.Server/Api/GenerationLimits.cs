namespace CrowdMind.Server.Api;

/// <summary>What an operator allows a generation.</summary>
/// <param name="Rows">Rows of one call.</param>
internal sealed record GenerationLimits(long Rows);
