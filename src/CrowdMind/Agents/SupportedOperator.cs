using System.Globalization;
using System.Text.Json.Serialization;

namespace CrowdMind.Agents;

/// <summary>
/// An operator that an agent's firmware knows, written as its name in the TFLite schema or its own (<c>CONV_2D</c>), or with
/// the highest version that is known (<c>CONV_2D@3</c>).
/// </summary>
/// <param name="Name">The name; upper and lower case are the same.</param>
/// <param name="Version">The highest version; null for any.</param>
[JsonConverter(typeof(SupportedOperatorJsonConverter))]
public sealed record SupportedOperator(string Name, int? Version)
{
    /// <summary>Reads one; null when the text is none.</summary>
    public static SupportedOperator? TryParse(string text)
    {
        var at = text.LastIndexOf('@');
        var name = at < 0 ? text : text[..at];
        if (string.IsNullOrWhiteSpace(name) || name.Length > Limits.NameCharacters)
            return null;
        if (at < 0)
            return new SupportedOperator(name, Version: null);
        return int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new SupportedOperator(name, version)
            : null;
    }

    /// <summary>Whether it runs what a model asks for: higher versions of an operator also do what lower ones did.</summary>
    public bool Covers(string name, int version) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) && (Version is null || version <= Version);

    /// <inheritdoc/>
    public override string ToString() =>
        Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{Name}@{version}") : Name;
}
