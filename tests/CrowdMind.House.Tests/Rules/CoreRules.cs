using System.Text.RegularExpressions;
using CrowdMind.House.Tests.Sources;

namespace CrowdMind.House.Tests.Rules;

/// <summary>The project line: the core knows no wire and no database.</summary>
public static partial class CoreRules
{
    private const string Core = "src/CrowdMind";

    private static readonly string[] Outside =
    [
        "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "Npgsql", "Dapper", "StackExchange", "SQLitePCL", "AWSSDK",
        "Amazon",
    ];

    public static IEnumerable<Finding> OutsideNames(IEnumerable<SourceFile> sources) =>
        from file in sources
        where file.IsCSharp && file.IsUnder(Core)
        from line in file.Tokens.GroupBy(token => token.Line)
        let code = string.Concat(line.Select(token => token.IsWord ? " " + token.Text : token.Text)).Replace(". ", ".")
        from name in Outside
        where Regex.IsMatch(code, $@"(?<![\w.]){Regex.Escape(name)}(?!\w)")
        select new Finding(file.Path, line.Key, $"the core names {name}");

    public static IEnumerable<Finding> OutsideReferences(IEnumerable<SourceFile> sources) =>
        from file in sources
        where file.IsUnder(Core) && file.Path.EndsWith(".csproj", StringComparison.Ordinal)
        from hit in file.LinesMatching(Reference())
        select new Finding(file.Path, hit.Line, $"the core's project asks for {hit.Found}");

    [GeneratedRegex(
        "Sdk=\"Microsoft\\.NET\\.Sdk\\.Web\"|<(Project|Framework)Reference[^>]*|"
        + "\"(Microsoft\\.AspNetCore|Microsoft\\.Data\\.Sqlite|Npgsql|Dapper|StackExchange|SQLitePCL|AWSSDK)[^\"]*\"")]
    private static partial Regex Reference();
}
