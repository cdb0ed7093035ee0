using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>Reads the labels of a dataset and how often each comes.</summary>
/// <param name="errors">Where what is wrong is noted.</param>
internal sealed class LabelReader(List<SchemaError> errors)
{
    /// <summary>The labels: those of the schema, or those given beside it, or the default ones.</summary>
    public IReadOnlyList<string> Read(SchemaNode node, IReadOnlyList<string>? given)
    {
        Check(given, "labels");
        if (node.Elements("labels") is not { } elements)
            return given is { Count: > 0 } ? given : DatasetSchema.DefaultLabels;
        foreach (var (value, path) in elements.Where(element => element.Value.ValueKind != JsonValueKind.String))
            errors.Add(new SchemaError(path, $"{value.GetRawText()} must be a text"));
        string[] labels = [.. elements.Where(element => element.Value.ValueKind == JsonValueKind.String).Select(element => element.Value.GetString()!)];
        Check(labels, "schema.labels");
        if (given is { Count: > 0 } && !given.SequenceEqual(labels))
            node.WrongMember("labels", "they differ from the labels beside the schema; give them once");
        return labels.Length > 0 ? labels : DatasetSchema.DefaultLabels;
    }

    /// <summary>How often each label comes; all alike where nothing is said.</summary>
    public static IReadOnlyList<double> Weights(SchemaNode node, string name, IReadOnlyList<string> labels) =>
        node.Has(name) && WeightReader.Read(node, name, labels.Count, "labels") is { } weights
            ? weights
            : [.. labels.Select(_ => 1.0)];

    private void Check(IReadOnlyList<string>? labels, string path)
    {
        if (labels is null)
            return;
        if (labels.Count > Limits.Labels)
            errors.Add(new SchemaError(path, $"there are {labels.Count}; there must be at most {Limits.Labels}"));
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Length is 0 or > Limits.NameCharacters)
                errors.Add(new SchemaError($"{path}[{i}]", $"it must have 1 to {Limits.NameCharacters} characters"));
            if (labels.Take(i).Contains(labels[i]))
                errors.Add(new SchemaError($"{path}[{i}]", $"'{labels[i]}' comes twice; labels must differ"));
        }
    }
}
