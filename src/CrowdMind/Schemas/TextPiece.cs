namespace CrowdMind.Schemas;

/// <summary>A piece of a template's text.</summary>
internal abstract record TextPiece
{
    private TextPiece()
    {
    }

    /// <summary>Text as it stands, escaped for JSON.</summary>
    public sealed record Literal(byte[] Escaped) : TextPiece;

    /// <summary>Something that looks real.</summary>
    public sealed record Fake(FakerProvider Provider, string Locale) : TextPiece;

    /// <summary>The value of a column before it.</summary>
    public sealed record Reference(int Column) : TextPiece;
}
