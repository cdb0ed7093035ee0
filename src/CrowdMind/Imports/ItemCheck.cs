using System.Text.Json;
using CrowdMind.Schemas;

namespace CrowdMind.Imports;

/// <summary>Checks lists against what their items are.</summary>
/// <param name="items">What the items are.</param>
internal sealed class ItemCheck(Field items)
{
    /// <summary>Reads a list; false when the text is none.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="list">The list on one line.</param>
    /// <param name="count">How many items it has.</param>
    /// <param name="problem">What is wrong with an item, or null.</param>
    public bool TryRead(ReadOnlySpan<byte> text, out byte[] list, out int count, out string? problem)
    {
        (list, count, problem) = ([], 0, null);
        try
        {
            var reader = new Utf8JsonReader(text);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Array || reader.BytesConsumed != text.Length)
                return false;
            count = document.RootElement.GetArrayLength();
            problem = document.RootElement.EnumerateArray().Select(item => Problem(item, items)).FirstOrDefault(found => found is not null);
            list = JsonSerializer.SerializeToUtf8Bytes(document.RootElement, SchemaJson.Default.JsonElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Problem(JsonElement item, Field field)
    {
        if (item.ValueKind == JsonValueKind.Null)
            return field.Constraints.Required ? "an item is null, and items are required" : null;
        var found = field.Type switch
        {
            FieldType.Object when item.ValueKind != JsonValueKind.Object => "it must be an object",
            FieldType.Object => field.Fields
                .Select(inner => item.TryGetProperty(inner.Name, out var member) ? Problem(member, inner) : null)
                .FirstOrDefault(inner => inner is not null),
            FieldType.Array when item.ValueKind != JsonValueKind.Array => "it must be a list",
            FieldType.Array => item.EnumerateArray()
                .Select(inner => field.Items is { } kind ? Problem(inner, kind) : null).FirstOrDefault(inner => inner is not null),
            _ => field.Constraints.Problem(item, field.Type),
        };
        return found is null ? null : $"of an item, {found}";
    }
}
