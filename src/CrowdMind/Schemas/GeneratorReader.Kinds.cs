namespace CrowdMind.Schemas;

internal sealed partial class GeneratorReader
{
    private const int DefaultLeastWords = 5;
    private const int DefaultMostWords = 20;
    private const double DefaultLabelShare = 0.4;

    private FieldGenerator.Uniform ReadUniform(SchemaNode node)
    {
        var shape = Shape(node);
        var (first, last) = DefaultRange();
        var min = Bound(node, "min") ?? constraints.Minimum ?? first;
        var max = Bound(node, "max") ?? constraints.Maximum ?? Math.Max(last, min + (last - first));
        if (min > max)
            node.WrongMember("min", "it is more than max; no value lies between");
        else if (min > shape.Maximum || max < shape.Minimum)
            node.WrongMember("min", "the range from min to max lies outside the constraints minimum and maximum");
        else if (shape.Decimals == 0 && Math.Ceiling(Math.Max(min, shape.Minimum)) > Math.Floor(Math.Min(max, shape.Maximum)))
            node.WrongMember("min", "no whole number lies between min and max");
        return new FieldGenerator.Uniform(Math.Max(min, shape.Minimum), Math.Min(max, shape.Maximum), shape);
    }

    private (double First, double Last) DefaultRange() => type switch
    {
        FieldType.Number => (0, 1),
        FieldType.Integer => (0, 100),
        FieldType.Time => Moments.Range(type),
        FieldType.Date => (Moments.Parse(type, "2024-01-01")!.Value, Moments.Parse(type, "2025-12-31")!.Value),
        _ => (Moments.Parse(type, "2024-01-01T00:00:00Z")!.Value, Moments.Parse(type, "2025-12-31T23:59:59Z")!.Value),
    };

    private double? Bound(SchemaNode node, string name) =>
        Moments.Are(type) ? MomentReader.Read(node, name, type) : node.Number(name, -1e15, 1e15);

    private FieldGenerator.Sequence ReadSequence(SchemaNode node)
    {
        var start = Moments.Are(type)
            ? MomentReader.Read(node, "start", type) ?? DefaultRange().First
            : node.Number("start", -1e15, 1e15) ?? constraints.Minimum ?? 0;

        // Of dates in days, of times and moments in seconds.
        var unit = type is FieldType.Time or FieldType.DateTime ? 1000 : 1;
        return new FieldGenerator.Sequence(start, (node.Number("step", -1e12, 1e12) ?? 1) * unit, Shape(node));
    }

    private FieldGenerator.Computed ReadComputed(SchemaNode node)
    {
        var numeric = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Type is FieldType.Number or FieldType.Integer or FieldType.Boolean)
                numeric[columns[i].Path] = i;
        }

        Expression expression = new Expression.Literal(0);
        if (node.Text("expression") is not { } text)
        {
            node.WrongMember("expression", "it is missing; it must be a text such as 2 * width + 1");
            return new FieldGenerator.Computed(expression, Shape(node));
        }

        try
        {
            expression = new ExpressionParser(text, numeric).Parse();
        }
        catch (FormatException wrong)
        {
            node.WrongMember("expression", $"'{text}' cannot be computed: {wrong.Message}");
        }

        return new FieldGenerator.Computed(expression, Shape(node));
    }

    private static FieldGenerator.Words ReadWords(SchemaNode node)
    {
        var min = node.Whole("min", 1, Limits.Words);
        var max = node.Whole("max", 1, Limits.Words);
        var least = min ?? Math.Min(DefaultLeastWords, max ?? DefaultLeastWords);
        var most = max ?? Math.Max(DefaultMostWords, least);
        if (least > most)
            node.WrongMember("min", "it is more than max");
        return new FieldGenerator.Words(least, Math.Max(least, most), node.Number("label_share", 0, 1) ?? DefaultLabelShare, ReadLocale(node));
    }

    private static FieldGenerator.List ReadList(SchemaNode node)
    {
        var min = node.Whole("min", 0, Limits.Items) ?? 0;
        var max = node.Whole("max", 0, Limits.Items) ?? Math.Max(min, 5);
        if (min > max)
            node.WrongMember("min", "it is more than max");
        return new FieldGenerator.List(min, Math.Max(min, max));
    }

    private static FakerProvider ReadProvider(SchemaNode node)
    {
        var name = node.Text("provider") ?? "word";
        if (FakerProviders.ByName.TryGetValue(name, out var provider))
            return provider;
        node.WrongMember("provider", $"'{name}' is not known; there are {FakerProviders.Names}");
        return FakerProvider.Word;
    }

    private static string ReadLocale(SchemaNode node)
    {
        var locale = node.Text("locale") ?? Locales.Default;
        if (Locales.All.Contains(locale))
            return locale;
        node.WrongMember("locale", $"'{locale}' is not known; there are {string.Join(", ", Locales.All)}");
        return Locales.Default;
    }
}
