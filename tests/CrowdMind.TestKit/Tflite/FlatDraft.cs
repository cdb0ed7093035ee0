namespace CrowdMind.TestKit.Tflite;

/// <summary>
/// A table of a FlatBuffer before it is written: its fields by their numbers, which are their places in the schema. A value
/// is a scalar, a <see cref="string"/>, an array of scalars, another draft, or an array of drafts. An object that stands
/// in several places is written once and shared.
/// </summary>
public sealed class FlatDraft
{
    private readonly SortedDictionary<int, object> _fields = [];

    /// <summary>The fields that are there.</summary>
    public IReadOnlyDictionary<int, object> Fields => _fields;

    /// <summary>Sets a field; null takes it away.</summary>
    /// <returns>This draft.</returns>
    public FlatDraft Set(int field, object? value)
    {
        if (value is null)
            _fields.Remove(field);
        else
            _fields[field] = value;
        return this;
    }

    /// <summary>The draft in a field.</summary>
    public FlatDraft Table(int field) => (FlatDraft)_fields[field];

    /// <summary>The drafts in a field.</summary>
    public FlatDraft[] Tables(int field) => (FlatDraft[])_fields[field];
}
