using System.Text.RegularExpressions;

namespace CrowdMind.House.Tests.Sources;

/// <summary>One file of the repository as a value: its path from the root, with slashes, and its text.</summary>
public sealed class SourceFile(string path, string text)
{
    private readonly Lazy<IReadOnlyList<Token>> _tokens = new(() => Tokenizer.Read(CodeOnly.Keep(text)));
    private readonly Lazy<IReadOnlyList<TypeDeclaration>> _types =
        new(() => TypeScanner.Scan(Tokenizer.Read(CodeOnly.Keep(text))));

    public string Path { get; } = path;

    public string Text { get; } = text;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>The folder the file stands in, without a slash at the end; empty for the root.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and >= 0 ? Path[..slash] : "";

    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The C# tokens, without comments and without what stands in string literals.</summary>
    public IReadOnlyList<Token> Tokens => IsCSharp ? _tokens.Value : [];

    public IReadOnlyList<TypeDeclaration> Types => IsCSharp ? _types.Value : [];

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>Every place where the pattern is found in the whole text, comments and strings included.</summary>
    public IEnumerable<LineHit> LinesMatching(Regex pattern)
    {
        string[] lines = Lines;
        for (int at = 0; at < lines.Length; at++)
        {
            if (pattern.Match(lines[at]) is { Success: true } match)
                yield return new LineHit(this, at + 1, match.Value);
        }
    }

    public override string ToString() => Path;
}
