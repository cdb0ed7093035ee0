namespace CrowdMind.House.Tests.Sources;

/// <summary>
/// Blanks out comments, strings and characters of a C# text and keeps every other character in its place. What stands
/// in the holes of interpolated strings is code and stays.
/// </summary>
public sealed class CodeOnly
{
    private readonly string _text;
    private readonly char[] _kept;
    private int _at;

    private CodeOnly(string text)
    {
        _text = text;
        _kept = [.. text.Select(c => c is '\n' ? '\n' : ' ')];
    }

    public static string Keep(string text)
    {
        var reader = new CodeOnly(text);
        while (reader._at < text.Length)
            reader.Step();
        return new string(reader._kept);
    }

    private char Now => At(0);

    private char At(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    private void Step()
    {
        if (Now == '/' && At(1) == '/')
            SkipTo("\n");
        else if (Now == '/' && At(1) == '*')
            SkipPast("*/", 2);
        else if (Now == '#' && StartsItsLine())
            KeepDirective();
        else if (Now == '\'')
            SkipCharacter();
        else if (StringStart() is { } start)
            SkipString(start);
        else
            Take();
    }

    private void Take()
    {
        _kept[_at] = _text[_at];
        _at++;
    }

    private void SkipTo(string end)
    {
        int found = _text.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : found;
    }

    private void SkipPast(string end, int opening)
    {
        _at = Math.Min(_at + opening, _text.Length);
        SkipTo(end);
        _at = Math.Min(_at + end.Length, _text.Length);
    }

    private bool StartsItsLine()
    {
        int start = _at - 1;
        while (start >= 0 && _text[start] is ' ' or '\t')
            start--;
        return start < 0 || _text[start] == '\n';
    }

    /// <summary>A directive's words may hold a lone quote; it never opens a literal.</summary>
    private void KeepDirective()
    {
        while (_at < _text.Length && Now != '\n' && !(Now == '/' && At(1) == '/'))
            Take();
    }

    private void SkipCharacter()
    {
        _at++;
        while (_at < _text.Length && Now is not '\'' and not '\n')
            _at += Now == '\\' ? 2 : 1;
        _at++;
    }

    /// <summary>The marks before a string's quote, or null where no string starts.</summary>
    private Opening? StringStart()
    {
        int quote = 0, dollars = 0;
        bool verbatim = false;
        for (; At(quote) is '$' or '@'; quote++)
        {
            dollars += At(quote) == '$' ? 1 : 0;
            verbatim |= At(quote) == '@';
        }

        if (At(quote) != '"')
            return null;
        int quotes = 0;
        while (At(quote + quotes) == '"')
            quotes++;
        return !verbatim && quotes >= 3
            ? new Opening(quote + quotes, dollars, Verbatim: true, quotes)
            : new Opening(quote + 1, dollars, verbatim, 1);
    }

    private void SkipString(Opening open)
    {
        _at += open.Length;
        while (_at < _text.Length)
        {
            if (Now == '"' && Run('"') >= open.Quotes && !(open is { Quotes: 1, Verbatim: true } && At(1) == '"'))
            {
                _at += open.Quotes;
                return;
            }

            if (Now == '{' && open.Dollars > 0 && Run('{') is var braces && OpensHole(open, braces))
                ReadHole(braces, open.Dollars);
            else if (Now == '{')
                _at += Run('{');
            else
                _at += (Now == '\\' && !open.Verbatim) || (open is { Quotes: 1, Verbatim: true } && Now == '"') ? 2 : 1;
        }
    }

    /// <summary>In a plain string two braces are a literal one; in a raw one as many as dollars open a hole.</summary>
    private static bool OpensHole(Opening open, int braces) =>
        open.Quotes >= 3 ? braces >= open.Dollars : braces % 2 == 1;

    private int Run(char c)
    {
        int length = 0;
        while (At(length) == c)
            length++;
        return length;
    }

    private void ReadHole(int braces, int closing)
    {
        _at += braces;
        int depth = 0;
        while (_at < _text.Length && !(depth == 0 && Now == '}'))
        {
            if (depth == 0 && Now == ':' && At(1) != ':')
            {
                SkipTo("}");
                break;
            }

            depth += Now is '(' or '[' or '{' ? 1 : Now is ')' or ']' or '}' ? -1 : 0;
            if (Now == ':')
                Take();
            Step();
        }

        _at = Math.Min(_at + closing, _text.Length);
    }

    /// <summary>How a string began, and whether a backslash in it is only a backslash.</summary>
    private readonly record struct Opening(int Length, int Dollars, bool Verbatim, int Quotes);
}
