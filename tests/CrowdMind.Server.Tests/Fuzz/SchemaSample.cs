using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>Makes values that fit a schema; ids are those of what is there.</summary>
public sealed class SchemaSample(ApiDocument document, Known known, Random chance)
{
    /// <summary>Rows that a dataset may be made of, beside the document's example.</summary>
    private static readonly string[] DatasetSchemas =
    [
        """{"fields":[{"name":"age","type":"integer","generator":{"kind":"normal","mean":40,"stddev":12}}]}""",
        """{"fields":[{"name":"age","type":"integer"},{"name":"mood","type":"string"},{"name":"ok","type":"boolean"}]}""",
        """{"fields":[{"name":"x","type":"number"},{"name":"at","type":"datetime"}]}""",
        """{"age":"integer","score":"number"}""",
    ];

    private int _made;

    /// <summary>A value that fits.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">The member that it is for.</param>
    public JsonNode? Of(JsonElement schema, string name)
    {
        schema = document.Resolve(schema);
        if (name == "schema" && !chance.OnceIn(4))
            return JsonNode.Parse(chance.Of(DatasetSchemas));
        if (schema.TryGetProperty("oneOf", out var choices))
            return Of(choices[chance.Next(choices.GetArrayLength())], name);
        if (schema.TryGetProperty("enum", out var words))
            return JsonNode.Parse(words[chance.Next(words.GetArrayLength())].GetRawText());
        return TypeOf(schema) switch
        {
            "object" => OfObject(schema),
            "array" => OfArray(schema, name),
            "string" => JsonValue.Create(Text(schema, name)),
            "integer" => JsonValue.Create(Whole(schema, name)),
            "number" => JsonValue.Create(Math.Round(chance.NextDouble() * 100, 3)),
            "boolean" => JsonValue.Create(chance.OnceIn(2)),
            _ => null,
        };
    }

    /// <summary>A text that fits, such as a part of a path.</summary>
    public string Text(JsonElement schema, string name)
    {
        if (KindOf(name) is { } kind)
            return known.AnyId(kind);
        if (schema.TryGetProperty("format", out var format) && format.GetString() == "uuid")
            return known.NewId();
        var most = schema.TryGetProperty("maxLength", out var length) ? length.GetInt32() : 255;
        return name switch
        {
            "version" => string.Create(CultureInfo.InvariantCulture, $"{++_made}.{chance.Next(10)}"),
            "checksum" => Convert.ToHexStringLower(RandomBytes(32)),
            "state" => chance.Of("downloading", "running", "failed"),
            _ when chance.OnceIn(20) => new string('ž', most),
            _ => chance.Of("evening crowd", "mood", "porch sensor", "a", "ŽLUŤOUČKÝ 🐎", "tab\tand\nline") + (chance.OnceIn(2) ? ++_made : ""),
        };
    }

    /// <summary>A whole number that fits, often a small one, sometimes at a bound.</summary>
    public long Whole(JsonElement schema, string name)
    {
        var least = Bound(schema, "minimum", 0);
        var most = Bound(schema, "maximum", schema.TryGetProperty("format", out var format) && format.GetString() == "int32" ? int.MaxValue : 1L << 40);
        if (name is "n" or "limit" or "after" or "offset" or "wait" or "Last-Event-ID")
            return Math.Max(least, chance.Next(name == "n" ? 200 : 20));
        return chance.Next(10) switch
        {
            0 => least,
            1 => most,
            _ => Math.Min(most, least + chance.Next(100_000)),
        };
    }

    /// <summary>What a name of a member or a parameter stands for, of the things that are there.</summary>
    public static string? KindOf(string name) => name switch
    {
        "experiment_id" => "experiments",
        "agent_id" => "agents",
        "model_id" => "models",
        "dataset_id" or "version_id" or "a" or "b" => "datasets",
        _ => null,
    };

    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return null;
        return type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : type.EnumerateArray().Select(one => one.GetString()).First(one => one != "null");
    }

    private JsonObject OfObject(JsonElement schema)
    {
        var made = new JsonObject();
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()).ToHashSet() : [];
        if (!schema.TryGetProperty("properties", out var properties))
            return chance.OnceIn(2) ? made : new JsonObject { ["mood"] = "curious", ["score"] = chance.Next(100), ["more"] = new JsonArray(1, null) };
        foreach (var member in properties.EnumerateObject().Where(member => required.Contains(member.Name) || chance.OnceIn(2)))
            made[member.Name] = Of(member.Value, member.Name);
        return made;
    }

    private JsonArray OfArray(JsonElement schema, string name)
    {
        if (name == "supported_operators")
            return new JsonArray("FULLY_CONNECTED", "SOFTMAX@2");
        if (name == "labels")
            return new JsonArray("positive", "negative");
        return schema.TryGetProperty("items", out var items)
            ? new JsonArray([.. Enumerable.Range(0, chance.Next(1, 4)).Select(_ => Of(items, name))])
            : [];
    }

    private byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        chance.NextBytes(bytes);
        return bytes;
    }

    private static long Bound(JsonElement schema, string name, long absent) =>
        schema.TryGetProperty(name, out var bound) ? long.Parse(bound.ToString(), CultureInfo.InvariantCulture) : absent;
}
