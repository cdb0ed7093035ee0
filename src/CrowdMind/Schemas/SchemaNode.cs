using System.Globalization;
using System.Text.Json;

namespace CrowdMind.Schemas;

/// <summary>
/// An object of a schema as it is read: gives its members, notes what is wrong with them by their paths, and knows which
/// were asked for. Members of an override stand before its own.
/// </summary>
internal sealed class SchemaNode
{
    private readonly JsonElement _own;
    private readonly JsonElement? _override;
    private readonly string _overridePath;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public SchemaNode(JsonElement own, string path, List<SchemaError> errors, JsonElement? over = null, string overridePath = "")
    {
        (_own, Path, Errors, _override, _overridePath) = (own, path, errors, over, overridePath);
    }

    public string Path { get; }

    public List<SchemaError> Errors { get; }

    public bool Has(string name) => TryGet(name, out _, out _);

    /// <summary>A member and its path; false when it is absent or null.</summary>
    public bool TryGet(string name, out JsonElement value, out string path)
    {
        _asked.Add(name);
        if (_override is { } over && over.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null)
        {
            path = $"{_overridePath}.{name}";
            return true;
        }

        path = $"{Path}.{name}";
        return _own.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public string? Text(string name)
    {
        if (!TryGet(name, out var value, out var path))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Wrong(path, $"{value.GetRawText()} must be a text");
        return null;
    }

    public double? Number(string name, double least = double.MinValue, double most = double.MaxValue, bool above = false)
    {
        if (!TryGet(name, out var value, out var path))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            && number >= least && number <= most && !(above && number == least))
            return number;
        Wrong(path, $"{value.GetRawText()} must be a number{Range(least, most, above)}");
        return null;
    }

    public int? Whole(string name, int least, int most)
    {
        if (!TryGet(name, out var value, out var path))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Wrong(path, $"{value.GetRawText()} must be a whole number from {least} to {most}");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value, out var path))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Wrong(path, $"{value.GetRawText()} must be true or false");
        return null;
    }

    /// <summary>The elements of an array with their paths; null when it is absent, or is none (which is noted).</summary>
    public IReadOnlyList<(JsonElement Value, string Path)>? Elements(string name)
    {
        if (!TryGet(name, out var value, out var path))
            return null;
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((element, index) => (element, $"{path}[{index}]"))];
        Wrong(path, "it must be an array");
        return null;
    }

    public void Wrong(string path, string message)
    {
        if (Errors.Count < Limits.FaultsTold)
            Errors.Add(new SchemaError(path, message));
    }

    public void WrongMember(string name, string message)
    {
        TryGet(name, out _, out var path);
        Wrong(path, message);
    }

    /// <summary>Notes every member that nobody asked for: most likely a slip of the pen.</summary>
    public void RefuseOthers(string what)
    {
        Refuse(_own, Path);
        if (_override is { } over)
            Refuse(over, _overridePath);

        void Refuse(JsonElement element, string path)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (!_asked.Contains(member.Name))
                    Wrong($"{path}.{member.Name}", $"{what} has no such parameter; it has {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
            }
        }
    }

    private static string Range(double least, double most, bool above) => (least, most) switch
    {
        (double.MinValue, double.MaxValue) => "",
        (_, double.MaxValue) => above ? $" above {Digits(least)}" : $", {Digits(least)} or more",
        _ => above ? $" above {Digits(least)}, at most {Digits(most)}" : $" from {Digits(least)} to {Digits(most)}",
    };

    private static string Digits(double value) => value.ToString(CultureInfo.InvariantCulture);
}
