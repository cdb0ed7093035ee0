namespace CrowdMind.House.Tests.Sources;

/// <summary>Cuts C# that holds no comments and no literals any more into words and marks.</summary>
public static class Tokenizer
{
    public static IReadOnlyList<Token> Read(string code)
    {
        var tokens = new List<Token>();
        int line = 1;
        for (int at = 0; at < code.Length;)
        {
            if (code[at] == '\n')
                line++;
            int length = LengthAt(code, at);
            if (!char.IsWhiteSpace(code[at]) && code[at] != '@')
                tokens.Add(new Token(code.Substring(at, length), line));
            at += length;
        }

        return tokens;
    }

    private static int LengthAt(string code, int at)
    {
        int end = at;
        while (end < code.Length && IsWordPart(code[end]))
            end++;
        if (end > at)
            return end - at;

        // "::" and ".." are marks of their own: the name after them is a fresh name, not a member.
        return code[at] is ':' or '.' && at + 1 < code.Length && code[at + 1] == code[at] ? 2 : 1;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';
}
