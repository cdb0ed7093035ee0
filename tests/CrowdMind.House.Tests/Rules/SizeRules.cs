using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Rules;

/// <summary>Files stay small enough to be read.</summary>
public static class SizeRules
{
    public const int LongestSource = 320;
    public const int LongestTest = 400;

    private static readonly HashSet<string> Code =
        [".cs", ".sql", ".sh", ".py", ".js", ".mjs", ".ts", ".html", ".css"];

    public static IEnumerable<Finding> LongFiles(IEnumerable<SourceFile> sources) =>
        from file in sources
        where Code.Contains(Path.GetExtension(file.Path)) && !IsGenerated(file)
        let limit = file.IsUnder("tests") ? LongestTest : LongestSource
        let lines = file.Lines.Length
        where lines > limit
        select new Finding(file.Path, lines, $"{lines} lines, {limit} at most");

    private static bool IsGenerated(SourceFile file) =>
        file.Path.Contains("/generated/", StringComparison.Ordinal);
}
