using System.Text;

namespace CrowdMind.Server.Tests.Api;

/// <summary>A strict reader of RFC 4180: records end with CRLF or LF, quotes in quotes are doubled.</summary>
internal static class Csv
{
    public static List<string[]> Read(string text)
    {
        var records = new List<string[]>();
        var at = 0;
        while (at < text.Length)
        {
            var fields = new List<string> { Field(text, ref at) };
            while (at < text.Length && text[at] == ',')
            {
                at++;
                fields.Add(Field(text, ref at));
            }
            if (at < text.Length && text[at] == '\r')
                at++;
            Assert.True(at < text.Length && text[at] == '\n', $"no end of record at {at}");
            at++;
            records.Add([.. fields]);
        }
        return records;
    }

    private static string Field(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var start = at;
            while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
                Assert.NotEqual('"', text[at++]);
            return text[start..at];
        }
        var field = new StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] == '"' && (at + 1 == text.Length || text[++at] != '"'))
                return field.ToString();
            field.Append(text[at]);
        }
    }
}
