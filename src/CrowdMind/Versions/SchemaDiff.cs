using System.Text.Json;
using CrowdMind.Schemas;

namespace CrowdMind.Versions;

/// <summary>What changed between two schemas, field by field.</summary>
internal static class SchemaDiff
{
    /// <summary>Writes the member <c>schema</c>: fields that were added, removed and changed.</summary>
    /// <param name="one">The first; null for the default rows.</param>
    /// <param name="other">The second.</param>
    /// <param name="json">Where it goes.</param>
    public static void Write(RawJson? one, RawJson? other, Utf8JsonWriter json)
    {
        var (before, after) = (Fields(one), Fields(other));
        var (added, removed) = (after.Keys.Except(before.Keys).ToArray(), before.Keys.Except(after.Keys).ToArray());
        string[] changed = [.. before.Keys.Intersect(after.Keys).Where(path => !JsonElement.DeepEquals(before[path], after[path]))];
        json.WriteStartObject("schema"u8);
        json.WriteBoolean("same"u8, added.Length + removed.Length + changed.Length == 0);
        WriteFields(json, "added", added, after);
        WriteFields(json, "removed", removed, before);
        json.WriteStartArray("changed"u8);
        foreach (var path in changed)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, path);
            json.WritePropertyName("a"u8);
            before[path].WriteTo(json);
            json.WritePropertyName("b"u8);
            after[path].WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFields(
        Utf8JsonWriter json, string member, IEnumerable<string> paths, Dictionary<string, JsonElement> fields)
    {
        json.WriteStartArray(member);
        foreach (var path in paths)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, path);
            json.WritePropertyName("field"u8);
            fields[path].WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The fields by path, as they were given; of a short form the features, which have nothing but a name.</summary>
    private static Dictionary<string, JsonElement> Fields(RawJson? schema)
    {
        using var document = JsonDocument.Parse(schema?.Text ?? DatasetSchema.DefaultText);
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (document.RootElement.TryGetProperty("features", out var features))
        {
            using var number = JsonDocument.Parse("""{"type":"number"}""");
            foreach (var feature in features.EnumerateArray())
                fields[feature.GetString() ?? ""] = number.RootElement.Clone();
        }
        else
        {
            Add(document.RootElement, prefix: "", fields);
        }

        return fields;
    }

    private static void Add(JsonElement parent, string prefix, Dictionary<string, JsonElement> fields)
    {
        foreach (var field in parent.GetProperty("fields").EnumerateArray())
        {
            var path = prefix + field.GetProperty("name").GetString();
            if (field.TryGetProperty("fields", out _))
                Add(field, path + ".", fields);
            else
                fields[path] = field.Clone();
        }
    }
}
