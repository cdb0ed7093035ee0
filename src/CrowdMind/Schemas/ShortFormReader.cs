using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>
/// Reads the short form: <c>{"features":["feature_1",…],"label_column":"label","labels":[…]}</c>, with the parameters of
/// scikit-learn's <c>make_classification</c> where they are given.
/// </summary>
/// <param name="errors">Where what is wrong is noted.</param>
internal sealed class ShortFormReader(List<SchemaError> errors)
{
    private const double DefaultSeparation = 1.5;
    private const double DefaultFlippedShare = 0.01;

    /// <summary>Digits after the point: far finer than any class is wide.</summary>
    private const int Decimals = 6;

    /// <summary>Reads the features and how the classes lie.</summary>
    public (IReadOnlyList<SchemaColumn> Columns, ClassDesign Classes) Read(SchemaNode node, int labels)
    {
        var columns = ReadFeatures(node);
        var count = Math.Max(1, columns.Count);
        var enough = Math.Max(1, (int)Math.Ceiling(Math.Log2(labels)));
        var informative = node.Whole("informative", 1, count) ?? Math.Min(count, Math.Max(enough, ((count * 3) + 4) / 5));
        var redundant = node.Whole("redundant", 0, count - informative) ?? (count - informative) / 2;
        if (informative < enough)
            node.WrongMember("informative", $"{informative} features have {1L << informative} corners for {labels} labels; at least {enough} are needed");
        return (columns, new ClassDesign(
            count, informative, redundant,
            node.Number("class_sep", 0, 100, above: true) ?? DefaultSeparation,
            node.Number("flip_y", 0, 1) ?? DefaultFlippedShare));
    }

    /// <summary>The features as fields.</summary>
    public static IReadOnlyList<Field> Fields(IReadOnlyList<SchemaColumn> columns, int labels)
    {
        var shape = new NumberShape(double.MinValue, double.MaxValue, Decimals);
        return
        [
            .. columns.Select((column, number) => new Field(
                column.Path, FieldType.Number,
                [.. Enumerable.Repeat(new Recipe(new FieldGenerator.Feature(number, shape), NullRate: 0), labels)],
                Fields: [], Items: null, Column: number, Constraints.None)),
        ];
    }

    private List<SchemaColumn> ReadFeatures(SchemaNode node)
    {
        var columns = new List<SchemaColumn>();
        var elements = node.Elements("features") ?? [];
        if (elements.Count is 0 or > Limits.Fields)
            node.WrongMember("features", $"there are {elements.Count}; there must be 1 to {Limits.Fields}");
        foreach (var (value, path) in elements)
        {
            var name = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            if (name.Length is 0 or > Limits.NameCharacters)
                errors.Add(new SchemaError(path, $"{value.GetRawText()} must be a name of 1 to {Limits.NameCharacters} characters"));
            if (columns.Any(column => column.Path == name))
                errors.Add(new SchemaError(path, $"'{name}' comes twice; names must differ"));
            columns.Add(new SchemaColumn(name, FieldType.Number));
        }

        return columns;
    }
}
