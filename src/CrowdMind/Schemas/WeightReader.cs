using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>Reads the weights of choices.</summary>
internal static class WeightReader
{
    /// <summary>The weights, or null when they are absent or wrong, which is noted.</summary>
    public static IReadOnlyList<double>? Read(SchemaNode node, string name, int count, string of)
    {
        if (node.Elements(name) is not { } elements)
            return null;
        if (elements.Count != count)
        {
            node.WrongMember(name, $"there are {elements.Count} for {count} {of}; there must be one each");
            return null;
        }

        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var (value, path) = elements[i];
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out weights[i]) || !(weights[i] >= 0) || !double.IsFinite(weights[i]))
                node.Wrong(path, $"{value.GetRawText()} must be a number, 0 or more");
        }

        if (weights.All(weight => weight == 0))
            node.WrongMember(name, "all of them are 0; at least one must be more");
        return weights;
    }
}
