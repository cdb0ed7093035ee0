using System.Text.RegularExpressions;
using CrowdMind.TestKit;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>What docs/OPERATING.md says of a metric.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">counter, updowncounter, gauge or histogram.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Attributes">The keys of its attributes.</param>
internal sealed partial record MetricsTable(string Name, string Kind, string Unit, IReadOnlyList<string> Attributes)
{
    // Five columns, and what is left and right of the table.
    private const int Cells = 7;

    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<MetricsTable> Read() =>
    [
        .. from line in File.ReadLines(RepositoryFolder.Path("docs", "OPERATING.md"))
           where line.StartsWith("| `crowdmind.", StringComparison.Ordinal)
           let cells = line.Split('|', StringSplitOptions.TrimEntries)
           where cells.Length == Cells
           select new MetricsTable(cells[1].Trim('`'), cells[2], cells[3].Trim('`'), [.. Code().Matches(cells[4]).Select(code => code.Groups[1].Value)]),
    ];

    [GeneratedRegex("`([a-z_.]+)`(?=[ :,]|$)")]
    private static partial Regex Code();
}
