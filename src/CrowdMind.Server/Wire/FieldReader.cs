using System.Runtime.InteropServices;
using System.Text.Json;

namespace CrowdMind.Server.Wire;

/// <summary>Takes the fields of a JSON object one by one and gathers what is wrong with them.</summary>
/// <param name="element">The object.</param>
internal sealed class FieldReader(JsonElement element)
{
    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>What was wrong, or null.</summary>
    public Problem? Problem => _errors.Count == 0 ? null : Problem.Invalid(_errors);

    /// <summary>Whether a field is there, even as null.</summary>
    public bool Has(string field) => element.TryGetProperty(field, out _);

    /// <summary>A field as it is; it must be there.</summary>
    public JsonElement Element(string field) => element.GetProperty(field);

    /// <summary>A whole number within bounds, or none.</summary>
    public long? Whole(string field, long least, long most)
    {
        if (Find(field) is not { } value)
            return null;
        var wanted = $"a whole number from {least} to {most} is wanted.";
        if (value.ValueKind != JsonValueKind.Number)
            return Wrong<long?>(field, $"It is {Kind(value)}; {wanted}", null);
        return value.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : Wrong<long?>(field, $"It is {PathValues.Shown(value.GetRawText())}; {wanted}", null);
    }

    /// <summary>A text of 1 to so many characters, that must be there or else is another.</summary>
    public string Text(string field, int most, string absent) => Find(field) is null ? absent : Text(field, most);

    /// <summary>A text of up to so many characters; none when it is empty, which is what many a form and device sends for none.</summary>
    public string? OptionalText(string field, int most) =>
        Find(field) is not { } value || JsonMarshal.GetRawUtf8Value(value) is [(byte)'"', (byte)'"'] ? null : Text(field, most);

    /// <summary>An id, or none.</summary>
    public TId? OptionalId<TId>(string field)
        where TId : struct, IGuidId<TId>
    {
        if (OptionalText(field, int.MaxValue) is not { } text)
            return null;
        if (PathValues.TryId<TId>(text, field, out var id, out _))
            return id;
        return _errors.ContainsKey(field) ? null : Wrong<TId?>(field, PathValues.NoId(text), null);
    }

    /// <summary>A time (RFC 3339), or none.</summary>
    public DateTimeOffset? OptionalInstant(string field)
    {
        const string Wanted = "a time such as \"2027-01-01T00:00:00Z\" is wanted.";
        if (Find(field) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            return Wrong<DateTimeOffset?>(field, $"It is {Kind(value)}; {Wanted}", null);
        return value.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : Wrong<DateTimeOffset?>(field, $"It is {PathValues.Shown(value.GetRawText())}; {Wanted}", null);
    }

    /// <summary>A text that must be there, of 1 to so many characters.</summary>
    public string Text(string field, int most)
    {
        if (Find(field) is not { } value)
            return Wrong(field, $"It is missing; a text of 1 to {most} characters is wanted.", "");
        if (value.ValueKind != JsonValueKind.String)
            return Wrong(field, $"It is {Kind(value)}; a text of 1 to {most} characters is wanted.", "");
        var text = TextOf(field, value);
        if (!_errors.ContainsKey(field) && (string.IsNullOrWhiteSpace(text) || text.Length > most))
            return Wrong(field, $"It has {text.Length} characters; 1 to {most}, not all of them blank, are wanted.", "");
        return text;
    }

    /// <summary>One of a few words, that must be there.</summary>
    public T Choice<T>(string field, IReadOnlyDictionary<string, T> choices) where T : struct
    {
        var wanted = $"one of {string.Join(", ", choices.Keys.Select(choice => $"\"{choice}\""))} is wanted.";
        if (Find(field) is not { } value)
            return Wrong<T>(field, $"It is missing; {wanted}", default);
        if (value.ValueKind != JsonValueKind.String)
            return Wrong<T>(field, $"It is {Kind(value)}; {wanted}", default);
        var text = TextOf(field, value);
        if (IsWrong(field))
            return default;
        return choices.TryGetValue(text, out var choice)
            ? choice
            : Wrong<T>(field, $"It is {PathValues.Shown(value.GetRawText())}; {wanted}", default);
    }

    /// <summary>One of a few words, or none.</summary>
    public T? OptionalChoice<T>(string field, IReadOnlyDictionary<string, T> choices) where T : struct =>
        Find(field) is null ? null : Choice(field, choices);

    /// <summary>A JSON object, or none.</summary>
    public RawJson? Object(string field)
    {
        if (Find(field) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Object)
            return Wrong<RawJson?>(field, $"It is {Kind(value)}; a JSON object is wanted.", null);
        if (HalfPairs.Find(value, field) is { } half)
            return Wrong<RawJson?>(half, HalfPairs.Refusal, null);
        return new RawJson(value.GetRawText());
    }

    /// <summary>A list of texts, or none.</summary>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (Find(field) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            return Wrong<IReadOnlyList<string>?>(field, $"It is {Kind(value)}; a list of texts is wanted.", null);
        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (_errors.Count == Limits.FaultsTold)
                break;
            texts.Add(item.ValueKind == JsonValueKind.String ? TextOf($"{field}[{texts.Count}]", item) : Other(field, texts.Count, item));
        }

        return texts;
    }

    /// <summary>Whether something is wrong with a field or a part of one.</summary>
    public bool IsWrong(string field) => _errors.ContainsKey(field);

    /// <summary>Says what is wrong with a field or a part of one.</summary>
    public void Refuse(string field, string message) => Wrong(field, message, "");

    /// <summary>A value's kind in words.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private string Other(string field, int index, JsonElement item) =>
        Wrong($"{field}[{index}]", $"It is {Kind(item)}; a text is wanted.", "");

    private string TextOf(string field, JsonElement value)
    {
        try
        {
            var text = value.GetString() ?? "";
            return text.Contains('\0', StringComparison.Ordinal)
                ? Wrong(field, PathValues.HoldsNul, text)
                : text;
        }
        catch (InvalidOperationException)
        {
            return Wrong(field, HalfPairs.Refusal, "");
        }
    }

    // An explicit null means the same as leaving the field out.
    private JsonElement? Find(string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T Wrong<T>(string field, string message, T instead)
    {
        if (_errors.TryGetValue(field, out var earlier))
            _errors[field] = [.. earlier, message];
        else if (_errors.Count < Limits.FaultsTold)
            _errors[field] = [message];
        return instead;
    }
}
