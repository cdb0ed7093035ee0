namespace CrowdMind.House.Tests.Sources;

/// <summary>A word or a mark of C# and the line it stands on.</summary>
public readonly record struct Token(string Text, int Line)
{
    public bool IsWord => Text.Length > 0 && (char.IsLetter(Text[0]) || Text[0] == '_');

    public bool Is(string text) => string.Equals(Text, text, StringComparison.Ordinal);
}
