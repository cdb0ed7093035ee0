using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrowdMind.Schemas;

/// <summary>Reads the constraints of a field.</summary>
internal static class ConstraintReader
{
    /// <summary>The constraints; what is wrong with them is noted.</summary>
    public static Constraints Read(SchemaNode field, FieldType type)
    {
        if (!field.TryGet("constraints", out var json, out var path))
            return Constraints.None;
        if (json.ValueKind != JsonValueKind.Object)
        {
            field.Wrong(path, "it must be an object");
            return Constraints.None;
        }

        var node = new SchemaNode(json, path, field.Errors);
        var isText = type == FieldType.String;
        var constraints = new Constraints
        {
            Required = node.Flag("required") ?? false,
            Unique = node.Flag("unique") ?? false,
            Minimum = Bound(node, "minimum", type),
            Maximum = Bound(node, "maximum", type),
            MinLength = isText ? node.Whole("minLength", 0, int.MaxValue) : null,
            MaxLength = isText ? node.Whole("maxLength", 0, int.MaxValue) : null,
            Pattern = isText ? Pattern(node) : null,
        };
        if (constraints.Minimum > constraints.Maximum)
            node.WrongMember("minimum", "it is more than the maximum; no value can be both");
        if (constraints.MinLength > constraints.MaxLength)
            node.WrongMember("minLength", "it is more than maxLength; no text can be both");
        constraints = constraints with { Enum = Enumerated(node, constraints, type) };
        node.RefuseOthers($"a field of type {FieldReader.NameOf(type)}");
        return constraints;
    }

    private static double? Bound(SchemaNode node, string name, FieldType type)
    {
        if (type is FieldType.Number or FieldType.Integer)
            return node.Number(name);
        return Moments.Are(type) ? MomentReader.Read(node, name, type) : null;
    }

    private static Regex? Pattern(SchemaNode node)
    {
        if (node.Text("pattern") is not { } pattern)
            return null;
        try
        {
            return new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            node.WrongMember("pattern", $"'{pattern}' is not a regular expression that can be matched ({wrong.Message})");
            return null;
        }
    }

    private static IReadOnlyList<(JsonElement Value, string Path)>? Enumerated(SchemaNode node, Constraints constraints, FieldType type)
    {
        if (type is FieldType.Object or FieldType.Array || node.Elements("enum") is not { } values)
            return null;
        if (values.Count == 0)
            node.WrongMember("enum", "it must hold at least one value");
        foreach (var (value, path) in values)
        {
            if (constraints.Problem(value, type) is { } problem)
                node.Wrong(path, $"{value.GetRawText()} cannot be: {problem}");
        }

        // They outlive the document.
        return [.. values.Select(value => (value.Value.Clone(), value.Path))];
    }
}
