namespace CrowdMind.Imports;

/// <summary>A column of a file of rows.</summary>
/// <param name="Names">Its name; of a nested field with the names of the objects around it before it.</param>
public sealed record RecordColumn(IReadOnlyList<string> Names)
{
    /// <summary>The names joined by dots, as a schema's columns are called.</summary>
    public string Path { get; } = string.Join('.', Names);
}
