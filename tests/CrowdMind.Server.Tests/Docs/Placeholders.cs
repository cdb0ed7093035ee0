using System.Text.RegularExpressions;

namespace CrowdMind.Server.Tests.Docs;

/// <summary>The values that stand behind <c>{experiment}</c> and the like, learnt from the answers.</summary>
internal sealed partial class Placeholders
{
    private readonly Dictionary<string, string> _values;

    public Placeholders()
        : this([])
    {
    }

    private Placeholders(Dictionary<string, string> values)
    {
        _values = values;
    }

    /// <summary>The name, when the whole text is one placeholder.</summary>
    public static string? NameOf(string text) =>
        Whole().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether any part of the text is a placeholder.</summary>
    public static bool AnyIn(string text) => Any().IsMatch(text);

    /// <summary>The text with the values known so far.</summary>
    public string Fill(string text) =>
        Any().Replace(text, match => _values.GetValueOrDefault(match.Groups[1].Value, match.Value));

    /// <summary>Learns a value, or compares it with the one learnt before.</summary>
    public bool Agrees(string name, string value) => _values.TryAdd(name, value) || _values[name] == value;

    /// <summary>A copy to try something with.</summary>
    public Placeholders Copy() => new(new Dictionary<string, string>(_values));

    /// <summary>Keeps what a copy learnt.</summary>
    public void Learn(Placeholders copy)
    {
        foreach (var (name, value) in copy._values)
            _values[name] = value;
    }

    [GeneratedRegex(@"^\{([a-z_]+)\}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Any();
}
