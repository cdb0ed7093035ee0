using System.Buffers;
using System.Text.Json;

namespace CrowdMind.Server.Wire;

/// <summary>Merges a patch into a JSON object (RFC 7396); what the patch does not name stays as it was written.</summary>
internal static class MergePatch
{
    /// <summary>Merges.</summary>
    /// <param name="target">What is there; null counts as an empty object.</param>
    /// <param name="patch">An object.</param>
    public static RawJson Apply(RawJson? target, JsonElement patch)
    {
        using var before = JsonDocument.Parse(target?.Text ?? "{}", JsonBody.Options);
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, WireJson.WriterOptions))
            Write(json, before.RootElement, patch);
        return RawJson.FromUtf8(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            json.WriteRawValue(patch.GetRawText(), skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        if (target is { ValueKind: JsonValueKind.Object } there)
            WriteThere(json, there, patch);
        foreach (var member in patch.EnumerateObject().DistinctBy(member => member.Name))
        {
            // Of a member that comes twice the last one counts, as everywhere.
            var value = patch.GetProperty(member.Name);
            if (value.ValueKind == JsonValueKind.Null || Has(target, member.Name))
                continue;
            json.WritePropertyName(member.Name);
            Write(json, null, value);
        }

        json.WriteEndObject();
    }

    private static void WriteThere(Utf8JsonWriter json, JsonElement target, JsonElement patch)
    {
        foreach (var member in target.EnumerateObject())
        {
            var named = patch.TryGetProperty(member.Name, out var value);
            if (named && value.ValueKind == JsonValueKind.Null)
                continue;
            json.WritePropertyName(member.Name);
            if (named)
                Write(json, member.Value, value);
            else
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
        }
    }

    private static bool Has(JsonElement? target, string name) =>
        target is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out _);
}
