namespace CrowdMind.Schemas;

/// <summary>A field without nested fields, as a flat table shows it.</summary>
/// <param name="Path">Its name, with the names of the objects around it before it: <c>metadata.ip</c>.</param>
/// <param name="Type">Its type.</param>
public sealed record SchemaColumn(string Path, FieldType Type);
