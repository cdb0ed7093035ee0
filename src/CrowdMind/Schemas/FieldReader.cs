using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>Reads the fields of a schema, nested ones too, and numbers their columns.</summary>
/// <param name="labels">The labels, for which generators may differ.</param>
/// <param name="errors">Where what is wrong is noted.</param>
internal sealed class FieldReader(IReadOnlyList<string> labels, List<SchemaError> errors)
{
    private static readonly Dictionary<string, FieldType> Types =
        Enum.GetValues<FieldType>().ToDictionary(NameOf, StringComparer.Ordinal);

    private readonly List<SchemaColumn> _columns = [];

    /// <summary>The columns read so far.</summary>
    public IReadOnlyList<SchemaColumn> Columns => _columns;

    /// <summary>A type's name in a schema.</summary>
    public static string NameOf(FieldType type) => type.ToString().ToLowerInvariant();

    /// <summary>Reads the fields of one object.</summary>
    public IReadOnlyList<Field> ReadAll(IReadOnlyList<(JsonElement Value, string Path)> elements, string prefix, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var fields = new List<Field>(elements.Count);
        foreach (var (value, path) in elements)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new SchemaError(path, "a field must be an object"));
                continue;
            }

            var node = new SchemaNode(value, path, errors);
            var name = node.Text("name") ?? "";
            if (name.Length is 0 or > Limits.NameCharacters)
                node.WrongMember("name", $"it must have 1 to {Limits.NameCharacters} characters");
            else if (!names.Add(name))
                node.WrongMember("name", $"'{name}' comes twice; names must differ");
            fields.Add(Read(node, name, prefix + name, depth));
        }

        return fields;
    }

    private Field Read(SchemaNode node, string name, string columnPath, int depth)
    {
        var type = ReadType(node);
        var constraints = ConstraintReader.Read(node, type);
        if (depth > Limits.FieldDepth)
            node.Wrong(node.Path, $"it is nested deeper than {Limits.FieldDepth} levels");
        var fields = type == FieldType.Object && depth <= Limits.FieldDepth ? ReadNested(node, columnPath, depth) : [];
        var recipes = ReadRecipes(node, type, constraints);
        var items = type == FieldType.Array && depth <= Limits.FieldDepth ? ReadItems(node, depth) : null;
        var column = -1;
        if (type != FieldType.Object && columnPath.Length > 0)
        {
            column = _columns.Count;
            _columns.Add(new SchemaColumn(columnPath, type));
            if (_columns.Count == Limits.Fields + 1)
                node.Wrong(node.Path, $"there are more than {Limits.Fields} fields");
        }

        return new Field(name, type, recipes, fields, items, column, constraints);
    }

    private static FieldType ReadType(SchemaNode node)
    {
        var name = node.Text("type") ?? "string";
        if (Types.TryGetValue(name, out var type))
            return type;
        node.WrongMember("type", $"'{name}' is not a type; there are {string.Join(", ", Types.Keys)}");
        return FieldType.String;
    }

    private IReadOnlyList<Field> ReadNested(SchemaNode node, string columnPath, int depth)
    {
        if (node.Elements("fields") is { Count: > 0 } elements)
            return ReadAll(elements, columnPath.Length > 0 ? columnPath + "." : "", depth + 1);
        node.WrongMember("fields", "an object must name its fields");
        return [];
    }

    private Field? ReadItems(SchemaNode node, int depth)
    {
        if (node.TryGet("items", out var items, out var path) && items.ValueKind == JsonValueKind.Object)
        {
            var before = _columns.Count;
            var field = Read(new SchemaNode(items, path, errors), name: "", columnPath: "", depth + 1);

            // Inside a list there are no columns: it is one, as JSON.
            _columns.RemoveRange(before, _columns.Count - before);
            return field with { Column = -1, Fields = [.. field.Fields.Select(WithoutColumn)] };
        }

        node.WrongMember("items", "an array must say what its items are, as a field without a name");
        return null;
    }

    private static Field WithoutColumn(Field field) =>
        field with { Column = -1, Fields = [.. field.Fields.Select(WithoutColumn)] };

    private Recipe[] ReadRecipes(SchemaNode node, FieldType type, Constraints constraints)
    {
        JsonElement generator = default;
        if (node.TryGet("generator", out var given, out var path))
        {
            if (given.ValueKind == JsonValueKind.Object)
                generator = given;
            else
                node.Wrong(path, "it must be an object with a kind");
        }

        var overrides = ByLabel(generator, path, node);
        var recipes = new Recipe[labels.Count];
        Recipe? common = null;
        for (var i = 0; i < recipes.Length; i++)
        {
            recipes[i] = overrides.TryGetValue(labels[i], out var over)
                ? new GeneratorReader(type, constraints, _columns).Read(generator, path, errors, over.Value, over.Path)
                : common ??= new GeneratorReader(type, constraints, _columns).Read(generator, path, errors, null, "");
        }

        return recipes;
    }

    private Dictionary<string, (JsonElement Value, string Path)> ByLabel(JsonElement generator, string path, SchemaNode node)
    {
        var overrides = new Dictionary<string, (JsonElement, string)>(StringComparer.Ordinal);
        if (generator.ValueKind != JsonValueKind.Object || !generator.TryGetProperty("by_label", out var byLabel))
            return overrides;
        if (byLabel.ValueKind != JsonValueKind.Object)
        {
            node.Wrong($"{path}.by_label", "it must be an object with labels as its members");
            return overrides;
        }

        foreach (var member in byLabel.EnumerateObject())
        {
            var memberPath = $"{path}.by_label.{member.Name}";
            if (!labels.Contains(member.Name))
                node.Wrong(memberPath, $"'{member.Name}' is not a label; there are {string.Join(", ", labels)}");
            else if (member.Value.ValueKind != JsonValueKind.Object)
                node.Wrong(memberPath, "it must be an object with parameters of the generator");
            else
                overrides[member.Name] = (member.Value, memberPath);
        }

        return overrides;
    }
}
