using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>Reads what makes the values of one field, for one label.</summary>
/// <param name="type">The field's type.</param>
/// <param name="constraints">What its values must keep to.</param>
/// <param name="columns">The columns before it.</param>
internal sealed partial class GeneratorReader(FieldType type, Constraints constraints, IReadOnlyList<SchemaColumn> columns)
{
    private const int DefaultDecimals = 6;

    private static readonly Dictionary<FieldType, string[]> Kinds = new()
    {
        [FieldType.String] = ["faker", "words", "template", "categorical", "constant"],
        [FieldType.Number] = ["uniform", "normal", "lognormal", "exponential", "poisson", "sequence", "computed", "categorical", "constant"],
        [FieldType.Integer] = ["uniform", "normal", "lognormal", "exponential", "poisson", "sequence", "computed", "categorical", "constant"],
        [FieldType.Boolean] = ["bernoulli", "computed", "categorical", "constant"],
        [FieldType.Date] = ["uniform", "sequence", "categorical", "constant"],
        [FieldType.Time] = ["uniform", "sequence", "categorical", "constant"],
        [FieldType.DateTime] = ["uniform", "sequence", "categorical", "constant"],
        [FieldType.Object] = ["group"],
        [FieldType.Array] = ["list"],
    };

    /// <summary>Reads a generator; what is wrong is noted, and then anything may come back.</summary>
    public Recipe Read(JsonElement generator, string path, List<SchemaError> errors, JsonElement? over, string overridePath)
    {
        if (generator.ValueKind != JsonValueKind.Object)
            generator = Nothing;
        var node = new SchemaNode(generator, path, errors, over, overridePath);
        node.Has("by_label");
        var nullRate = node.Number("null_rate", 0, 1) ?? 0;
        if (nullRate > 0 && constraints.Required)
            node.WrongMember("null_rate", "the field is required, so none of its values can be null; it must be 0");
        var kind = node.Text("kind") ?? DefaultKind();
        if (!Kinds[type].Contains(kind))
        {
            node.WrongMember("kind", $"'{kind}' makes no {FieldReader.NameOf(type)}; there are {string.Join(", ", Kinds[type])}");
            return new Recipe(new FieldGenerator.Group(), nullRate);
        }

        var read = ReadKind(node, kind);
        CheckConstraints(node, kind, read);
        node.RefuseOthers(kind);
        return new Recipe(read, nullRate);
    }

    private static JsonElement Nothing { get; } = JsonDocument.Parse("{}").RootElement;

    private string DefaultKind() => constraints.Enum is not null ? "categorical" : Kinds[type][0];

    private FieldGenerator ReadKind(SchemaNode node, string kind) => kind switch
    {
        "uniform" => ReadUniform(node),
        "normal" => new FieldGenerator.Normal(Needed(node, "mean"), Needed(node, "stddev", least: 0), Shape(node)),
        "lognormal" => new FieldGenerator.LogNormal(Needed(node, "mu"), Needed(node, "sigma", least: 0), Shape(node)),
        "exponential" => new FieldGenerator.Exponential(Needed(node, "rate", least: 0, above: true), Shape(node)),
        "poisson" => new FieldGenerator.Poisson(Needed(node, "mean", least: 0, above: true, most: 1e9), Shape(node)),
        "sequence" => ReadSequence(node),
        "computed" => ReadComputed(node),
        "bernoulli" => new FieldGenerator.Bernoulli(node.Number("probability", 0, 1) ?? 0.5),
        "categorical" => ReadCategorical(node),
        "constant" => ReadConstant(node),
        "faker" => new FieldGenerator.Faker(ReadProvider(node), ReadLocale(node)),
        "words" => ReadWords(node),
        "template" => new TemplateReader(columns, node).Read(ReadLocale(node)),
        "list" => ReadList(node),
        _ => new FieldGenerator.Group(),
    };

    private void CheckConstraints(SchemaNode node, string kind, FieldGenerator read)
    {
        var unique = read is FieldGenerator.Sequence { Step: not 0 } or FieldGenerator.Faker { Provider: FakerProvider.Uuid };
        if (constraints.Unique && !unique)
            node.WrongMember("kind", $"'{kind}' repeats values, and the field is unique; only a sequence with a step or the faker uuid never do");
        if (kind is "categorical" or "constant")
            return;
        if (constraints.NeedListedValues)
            node.WrongMember("kind", $"'{kind}' cannot keep to minLength, maxLength or pattern; list the values with categorical");
        if (constraints.Enum is not null)
            node.WrongMember("kind", $"'{kind}' cannot keep to the constraint enum; categorical can");
    }

    private static double Needed(SchemaNode node, string name, double least = double.MinValue, double most = double.MaxValue, bool above = false)
    {
        if (!node.Has(name))
            node.WrongMember(name, "it is missing; it must be a number");
        return node.Number(name, least, most, above) ?? 1;
    }

    private NumberShape Shape(SchemaNode node) => new(
        constraints.Minimum ?? (Moments.Are(type) ? Moments.Range(type).First : double.MinValue),
        constraints.Maximum ?? (Moments.Are(type) ? Moments.Range(type).Last : double.MaxValue),
        type == FieldType.Number ? node.Whole("decimals", 0, 12) ?? DefaultDecimals : 0);

    private FieldGenerator.Categorical ReadConstant(SchemaNode node)
    {
        if (!node.TryGet("value", out var value, out var path))
            node.WrongMember("value", "it is missing");
        else
            CheckValue(node, value, path);
        return new FieldGenerator.Categorical([Bytes(value)], [1]);
    }

    private FieldGenerator.Categorical ReadCategorical(SchemaNode node)
    {
        var values = node.Elements("values") ?? constraints.Enum ?? [];
        if (values.Count is 0 or > Limits.Choices)
            node.WrongMember("values", $"there are {values.Count}; there must be 1 to {Limits.Choices}");
        foreach (var (value, path) in values)
            CheckValue(node, value, path);
        var weights = WeightReader.Read(node, "weights", values.Count, "values") ?? [.. values.Select(_ => 1.0)];
        return new FieldGenerator.Categorical([.. values.Select(value => Bytes(value.Value))], weights);
    }

    private void CheckValue(SchemaNode node, JsonElement value, string path)
    {
        if (constraints.Problem(value, type) is { } problem)
            node.Wrong(path, $"{value.GetRawText()} cannot be a value: {problem}");
        else if (constraints.Enum is { } choices && !choices.Any(choice => JsonElement.DeepEquals(choice.Value, value)))
            node.Wrong(path, $"{value.GetRawText()} cannot be a value: the constraint enum does not hold it");
    }

    private static byte[] Bytes(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(value, SchemaJson.Default.JsonElement);
}
