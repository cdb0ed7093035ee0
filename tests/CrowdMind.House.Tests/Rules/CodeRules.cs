using System.Text.RegularExpressions;
using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Rules;

/// <summary>Lines that have no place in the house, wherever they stand.</summary>
public static partial class CodeRules
{
    private static readonly string[][] Clocks =
    [
        ["Task", ".", "Delay", "("],
        ["Thread", ".", "Sleep"],
        ["DateTime", ".", "UtcNow"],
        ["DateTime", ".", "Now"],
        ["DateTime", ".", "Today"],
        ["DateTimeOffset", ".", "UtcNow"],
        ["DateTimeOffset", ".", "Now"],
    ];

    public static IEnumerable<Finding> OwnClocks(IEnumerable<SourceFile> sources) =>
        sources.Where(file => file.IsUnder("src")).SelectMany(file => Sequences(file, Clocks));

    public static IEnumerable<Finding> AsyncVoids(IEnumerable<SourceFile> sources) =>
        sources.SelectMany(file => Sequences(file, [["async", "void"]]));

    public static IEnumerable<Finding> Regions(IEnumerable<SourceFile> sources) =>
        from file in sources
        where file.IsCSharp
        let code = new SourceFile(file.Path, CodeOnly.Keep(file.Text))
        from hit in code.LinesMatching(Region())
        select new Finding(file.Path, hit.Line, hit.Found.Trim());

    public static IEnumerable<Finding> LeftoverNotes(IEnumerable<SourceFile> sources) =>
        from file in sources
        from hit in file.LinesMatching(Leftover())
        select new Finding(file.Path, hit.Line, hit.Found);

    /// <summary>Paths that are true on the writer's machine only. Tests may plant such paths.</summary>
    public static IEnumerable<Finding> MachinePaths(IEnumerable<SourceFile> sources) =>
        from file in sources
        where !file.IsUnder("tests")
        from hit in file.LinesMatching(MachinePath())
        select new Finding(file.Path, hit.Line, hit.Found);

    private static IEnumerable<Finding> Sequences(SourceFile file, IEnumerable<string[]> sought)
    {
        var tokens = file.Tokens;
        return from words in sought
               from at in Enumerable.Range(0, Math.Max(0, tokens.Count - words.Length + 1))
               where words.Select((word, offset) => tokens[at + offset].Is(word)).All(same => same)
               select new Finding(file.Path, tokens[at].Line, string.Concat(words));
    }

    [GeneratedRegex(@"^\s*#\s*(end)?region\b.*")]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E)\b")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"(?<![\w.~:/}\])-])/(work|home|tmp|root|Users)(?![\w-])(/[\w./-]*)?")]
    private static partial Regex MachinePath();
}
