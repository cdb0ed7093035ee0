using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>Reads a date, time or moment of a schema as a number.</summary>
internal static class MomentReader
{
    /// <summary>The value; null when it is absent or none, which is noted.</summary>
    public static double? Read(SchemaNode node, string name, FieldType type)
    {
        if (!node.TryGet(name, out var value, out var path))
            return null;
        var moment = value.ValueKind == JsonValueKind.String ? Moments.Parse(type, value.GetString()!) : null;
        if (moment is null)
            node.Wrong(path, $"{value.GetRawText()} must be a text such as \"{Moments.Example(type)}\"");
        return moment;
    }
}
