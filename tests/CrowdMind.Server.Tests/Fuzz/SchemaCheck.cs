using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrowdMind.Server.Tests.Fuzz;

/// <summary>
/// Holds a value against a schema: the part of JSON Schema that the document uses, and fails on the rest of it. Members that
/// a schema does not name are faults, unless it names none at all: what is answered is to be documented.
/// </summary>
public sealed class SchemaCheck(ApiDocument document)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(1);

    private static readonly HashSet<string> Understood = new(StringComparer.Ordinal)
    {
        "$ref", "type", "enum", "oneOf", "properties", "required", "additionalProperties", "items", "pattern", "minimum", "maximum",
        "minLength", "maxLength", "minItems", "maxItems", "format", "description", "default", "example", "title", "nullable",
    };

    /// <summary>What is wrong with the value; nothing when it fits.</summary>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        schema = document.Resolve(schema);
        foreach (var keyword in schema.EnumerateObject().Where(member => !Understood.Contains(member.Name)))
            yield return $"{at}: this check does not know the keyword '{keyword.Name}'";
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var tried = choices.EnumerateArray().Select(choice => Faults(choice, value, at).ToList()).ToList();
            if (tried.Count(faults => faults.Count == 0) != 1)
                yield return $"{at}: {Shown(value)} fits not exactly one of: {string.Join(" | ", tried.Select(faults => string.Join("; ", faults)))}";
        }

        if (TypeFault(schema, value) is { } wrong)
        {
            yield return $"{at}: {wrong}";
            yield break;
        }

        var within = value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(schema, value, at),
            JsonValueKind.Array => OfArray(schema, value, at),
            JsonValueKind.String => OfText(schema, value, at),
            JsonValueKind.Number => OfNumber(schema, value, at),
            _ => [],
        };
        foreach (var fault in within)
            yield return fault;
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ToString() == value.ToString()))
            yield return $"{at}: {Shown(value)} is none of {words}";
    }

    private static string? TypeFault(JsonElement schema, JsonElement value)
    {
        if (!schema.TryGetProperty("type", out var type))
            return null;
        var types = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray()] : new[] { type };
        return types.Any(one => IsOf(one.GetString(), value)) ? null : $"{Shown(value)} is not of type {type}";
    }

    private static bool IsOf(string? type, JsonElement value) => (type, value.ValueKind) switch
    {
        ("null", JsonValueKind.Null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };

    private IEnumerable<string> OfObject(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString() ?? "", out _)))
                yield return $"{at}: the member {name} is missing";
        }

        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        if (!schema.TryGetProperty("properties", out var properties) && others.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var known))
            {
                foreach (var fault in Faults(known, member.Value, $"{at}.{member.Name}"))
                    yield return fault;
            }
            else if (others.ValueKind == JsonValueKind.Object)
            {
                foreach (var fault in Faults(others, member.Value, $"{at}.{member.Name}"))
                    yield return fault;
            }
            else if (others.ValueKind != JsonValueKind.True)
            {
                yield return $"{at}: the member {member.Name} is not documented";
            }
        }
    }

    private IEnumerable<string> OfArray(JsonElement schema, JsonElement value, string at) =>
        schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().SelectMany((item, index) => Faults(items, item, $"{at}[{index}]"))
            : [];

    private static IEnumerable<string> OfText(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, Within))
            yield return $"{at}: {Shown(value)} does not match {pattern}";
        var isFormed = (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "uuid" => Guid.TryParseExact(value.GetString(), "D", out _),
            "date-time" => Regex.IsMatch(value.GetString()!, @"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\z", RegexOptions.None, Within),
            "uri" => Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
            _ => true,
        };
        if (!isFormed)
            yield return $"{at}: {Shown(value)} is no {format}";
    }

    private static IEnumerable<string> OfNumber(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("minimum", out var least) && value.GetDecimal() < Number(least))
            yield return $"{at}: {Shown(value)} is less than {least}";
        if (schema.TryGetProperty("maximum", out var most) && value.GetDecimal() > Number(most))
            yield return $"{at}: {Shown(value)} is more than {most}";
        if (schema.TryGetProperty("format", out var format) && format.GetString() == "int32" && !value.TryGetInt32(out _))
            yield return $"{at}: {Shown(value)} is no int32";
    }

    private static decimal Number(JsonElement value) => decimal.Parse(value.ToString(), CultureInfo.InvariantCulture);

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
