using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>
/// Reads texts with places to fill: <c>{city}</c> stands for a faker provider, <c>{field}</c> for a field before this one,
/// <c>{{</c> and <c>}}</c> for braces.
/// </summary>
/// <param name="columns">The columns before it.</param>
/// <param name="node">The generator.</param>
internal sealed class TemplateReader(IReadOnlyList<SchemaColumn> columns, SchemaNode node)
{
    /// <summary>Reads the templates: texts, or objects of a text and its weight.</summary>
    public FieldGenerator.Template Read(string locale)
    {
        var elements = node.Elements("templates") ?? [];
        if (elements.Count is 0 or > Limits.Choices)
            node.WrongMember("templates", $"there are {elements.Count}; there must be 1 to {Limits.Choices}");
        var texts = new List<IReadOnlyList<TextPiece>>();
        var weights = new List<double>();
        foreach (var (value, path) in elements)
        {
            var (text, weight) = ReadOne(value, path);
            texts.Add(ReadPieces(text, path, locale));
            weights.Add(weight);
        }

        if (weights.Count > 0 && weights.All(weight => weight == 0))
            node.WrongMember("templates", "all weights are 0; at least one must be more");
        return new FieldGenerator.Template(texts, weights);
    }

    private (string Text, double Weight) ReadOne(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String)
            return (value.GetString()!, 1);
        if (value.ValueKind != JsonValueKind.Object)
        {
            node.Wrong(path, $"{value.GetRawText()} must be a text, or an object of text and weight");
            return ("", 1);
        }

        var one = new SchemaNode(value, path, node.Errors);
        var text = one.Text("text");
        if (text is null)
            one.WrongMember("text", "it is missing");
        var weight = one.Number("weight", 0) ?? 1;
        one.RefuseOthers("a template");
        return (text ?? "", weight);
    }

    private List<TextPiece> ReadPieces(string text, string path, string locale)
    {
        var pieces = new List<TextPiece>();
        var literal = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is var close and > 0)
            {
                Flush();
                if (Place(text[(i + 1)..close], locale) is { } piece)
                    pieces.Add(piece);
                else
                    node.Wrong(path, $"'{{{text[(i + 1)..close]}}}' is neither a field before this one nor a provider; there are {FakerProviders.Names}");
                i = close;
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        Flush();
        return pieces;

        void Flush()
        {
            if (literal.Length > 0)
                pieces.Add(new TextPiece.Literal(JsonEncodedText.Encode(literal.ToString()).EncodedUtf8Bytes.ToArray()));
            literal.Clear();
        }
    }

    private TextPiece? Place(string name, string locale)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Path == name && columns[i].Type is not (FieldType.Object or FieldType.Array))
                return new TextPiece.Reference(i);
        }

        return FakerProviders.ByName.TryGetValue(name, out var provider) ? new TextPiece.Fake(provider, locale) : null;
    }
}
