namespace CrowdMind.Schemas;

/// <summary>One field of a schema, and how its values come about.</summary>
/// <param name="Name">Its name; empty for the items of an array.</param>
/// <param name="Type">Its type.</param>
/// <param name="Recipes">One for each label; the same for all where labels make no difference.</param>
/// <param name="Fields">The nested fields of an object.</param>
/// <param name="Items">The items of an array.</param>
/// <param name="Column">Its place among the columns; -1 for objects and items.</param>
/// <param name="Constraints">What values must keep to that come from outside.</param>
internal sealed record Field(
    string Name,
    FieldType Type,
    IReadOnlyList<Recipe> Recipes,
    IReadOnlyList<Field> Fields,
    Field? Items,
    int Column,
    Constraints Constraints);

/// <summary>How the values of a field come about, for one label.</summary>
/// <param name="Generator">What makes them.</param>
/// <param name="NullRate">The share that is null, 0 to 1.</param>
internal sealed record Recipe(FieldGenerator Generator, double NullRate);
