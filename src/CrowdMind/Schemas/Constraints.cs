using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrowdMind.Schemas;

/// <summary>What every value of a field must keep to, after Table Schema.</summary>
internal sealed record Constraints
{
    /// <summary>Nothing.</summary>
    public static readonly Constraints None = new();

    public bool Required { get; init; }

    public bool Unique { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public Regex? Pattern { get; init; }

    public IReadOnlyList<(JsonElement Value, string Path)>? Enum { get; init; }

    /// <summary>Whether they can only be kept by values that are listed.</summary>
    public bool NeedListedValues => MinLength is not null || MaxLength is not null || Pattern is not null;

    /// <summary>What is wrong with a listed value of a type; null when nothing is.</summary>
    public string? Problem(JsonElement value, FieldType type) => type switch
    {
        FieldType.String => value.ValueKind == JsonValueKind.String ? KeptProblem(value.GetString()!) : "it must be a text",
        FieldType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "it must be true or false",
        FieldType.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
            ? RangeProblem(whole) : "it must be a whole number",
        FieldType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? RangeProblem(number) : "it must be a number",
        _ => value.ValueKind == JsonValueKind.String && Moments.Parse(type, value.GetString()!) is { } moment
            ? RangeProblem(moment) : $"it must be a text such as {Moments.Example(type)}",
    };

    /// <summary>Whether a text has to be looked at.</summary>
    public bool NeedText => NeedListedValues || Enum is not null;

    /// <summary>What is wrong with a number from outside, or with a moment as one; null when nothing is.</summary>
    public string? NumberProblem(double value) => RangeProblem(value)
        ?? (Enum is { } choices && !choices.Any(choice => choice.Value.ValueKind == JsonValueKind.Number && choice.Value.GetDouble() == value)
            && choices.Any(choice => choice.Value.ValueKind == JsonValueKind.Number)
            ? NotListed : null);

    /// <summary>What is wrong with a text from outside; null when nothing is.</summary>
    public string? TextProblem(string text) => KeptProblem(text)
        ?? (Enum is { } choices && !choices.Any(choice => choice.Value.ValueEquals(text)) ? NotListed : null);

    private const string NotListed = "the constraint enum does not hold it";

    private string? RangeProblem(double value) =>
        value < Minimum ? "it is less than the constraint minimum" : value > Maximum ? "it is more than the constraint maximum" : null;

    private string? KeptProblem(string text) =>
        text.Length < MinLength ? "it is shorter than the constraint minLength"
        : text.Length > MaxLength ? "it is longer than the constraint maxLength"
        : Pattern?.IsMatch(text) == false ? "it does not match the constraint pattern"
        : null;
}
