using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CrowdMind.Objects;

/// <summary>
/// Names an object: folders and a file, such as <c>models/0190a0a0/model.tflite</c>. The parts are of lower-case letters,
/// digits, <c>_</c> and <c>-</c>; the last one alone has dots, inside it. So a key is a path on any disk, also on one that
/// takes A for a; it needs no escaping in a URL; <c>..</c> cannot be said; and no object stands where another needs a
/// folder.
/// </summary>
public sealed partial record ObjectKey
{
    private ObjectKey(string value) => Value = value;

    /// <summary>The whole key.</summary>
    public string Value { get; }

    /// <summary>The key's last part.</summary>
    public string FileName => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>Reads a key; false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ObjectKey? key)
    {
        key = text is { Length: <= Limits.ObjectKeyCharacters } && Pattern().IsMatch(text) ? new ObjectKey(text) : null;
        return key is not null;
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static ObjectKey Parse(string text) => TryParse(text, out var key)
        ? key
        : throw new FormatException($"'{text}' is no object key; one is like models/0190a0a0/model.tflite.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A([a-z0-9_-]+/)*[a-z0-9_-]+(\.[a-z0-9_-]+)+\z")]
    private static partial Regex Pattern();
}
