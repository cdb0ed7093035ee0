namespace CrowdMind.Models;

/// <summary>A kind of operator that a model needs.</summary>
/// <param name="Name">The schema's name such as <c>CONV_2D</c>, or the custom operator's own.</param>
/// <param name="Version">The version of it that is needed.</param>
/// <param name="Custom">Whether it is not one of the schema's.</param>
/// <param name="Count">How often it is used.</param>
public sealed record OperatorSignature(string Name, int Version, bool Custom, int Count);
