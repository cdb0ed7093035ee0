using System.Text.RegularExpressions;

namespace CrowdMind.Objects;

/// <summary>
/// What the keys of objects that belong together begin with, such as <c>datasets/0190a0a0</c>; the parts are as in
/// <see cref="ObjectKey"/>. A folder is there as long as an object is in it.
/// </summary>
public sealed partial record ObjectFolder
{
    private ObjectFolder(string path) => Path = path;

    /// <summary>The folder that holds all objects.</summary>
    public static ObjectFolder Root { get; } = new("");

    /// <summary>The folder's path without a slash at its end; empty for the root.</summary>
    public string Path { get; }

    /// <summary>What the keys of the folder's objects begin with.</summary>
    public string Prefix => Path.Length == 0 ? "" : Path + "/";

    /// <summary>Reads a folder.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static ObjectFolder Parse(string text) =>
        text.Length < Limits.ObjectKeyCharacters && Pattern().IsMatch(text)
            ? new ObjectFolder(text)
            : throw new FormatException($"'{text}' is no folder of objects; one is like datasets/0190a0a0.");

    /// <summary>The key of an object in the folder.</summary>
    /// <exception cref="FormatException">The name is none for an object.</exception>
    public ObjectKey Key(string fileName) => ObjectKey.Parse(Prefix + fileName);

    /// <inheritdoc/>
    public override string ToString() => Path;

    [GeneratedRegex(@"\A[a-z0-9_-]+(/[a-z0-9_-]+)*\z")]
    private static partial Regex Pattern();
}
