namespace CrowdMind.Schemas;

/// <summary>How reading a schema ended.</summary>
public abstract record SchemaOutcome
{
    private SchemaOutcome()
    {
    }

    /// <summary>Rows can be made of it.</summary>
    /// <param name="Schema">The schema.</param>
    public sealed record Valid(DatasetSchema Schema) : SchemaOutcome;

    /// <summary>It cannot be used.</summary>
    /// <param name="Errors">At least one.</param>
    public sealed record Invalid(IReadOnlyList<SchemaError> Errors) : SchemaOutcome;
}
