namespace CrowdMind.Server.Tests.Docs;

/// <summary>A fenced block of a document: its language, its text and the line its fence stands on.</summary>
internal sealed record DocumentBlock(string Language, int Line, string Text)
{
    /// <summary>The fenced blocks of a Markdown file, from top to bottom.</summary>
    public static IReadOnlyList<DocumentBlock> ReadAll(string path)
    {
        var blocks = new List<DocumentBlock>();
        string[] lines = File.ReadAllLines(path);
        for (int at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("```", StringComparison.Ordinal))
                continue;
            int end = Array.IndexOf(lines, "```", at + 1);
            Assert.True(end > at, $"{path}:{at + 1}: the fence is not closed.");
            blocks.Add(new DocumentBlock(lines[at][3..].Trim(), at + 1, string.Join('\n', lines[(at + 1)..end])));
            at = end;
        }

        return blocks;
    }
}
