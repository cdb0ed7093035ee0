namespace CrowdMind.Schemas;

/// <summary>What is wrong with a schema.</summary>
/// <param name="Path">The member, such as <c>schema.fields[3].generator.stddev</c>.</param>
/// <param name="Message">What it is, and what would be right.</param>
public sealed record SchemaError(string Path, string Message);
