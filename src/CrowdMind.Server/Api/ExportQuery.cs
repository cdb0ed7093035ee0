using CrowdMind.Datasets;
using CrowdMind.Segments;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Api;

/// <summary>How a dataset is wanted as a file.</summary>
/// <param name="IsCsv">CSV, or else JSON lines.</param>
/// <param name="IsFlat">One column a field, or else the row's members.</param>
/// <param name="ForSpreadsheets">Safe to open in a spreadsheet.</param>
/// <param name="Split">Only the rows of a split; null for all.</param>
internal sealed record ExportQuery(bool IsCsv, bool IsFlat, bool ForSpreadsheets, string? Split)
{
    /// <summary>The ending of the file's name.</summary>
    public string Ending => IsCsv ? "csv" : "jsonl";

    /// <summary>The content type.</summary>
    public string MediaType => IsCsv ? "text/csv; charset=utf-8" : "application/x-ndjson";

    /// <summary>Reads the query.</summary>
    public static bool TryRead(IQueryCollection query, out ExportQuery wish, out Problem? problem)
    {
        wish = new ExportQuery(IsCsv: false, IsFlat: false, ForSpreadsheets: false, Split: null);
        if (!TryChoice(query, "format", ["jsonl", "csv"], out var format, out problem)
            || !TryChoice(query, "layout", ["rows", "flat"], out var layout, out problem)
            || !TryChoice(query, "split", LineSplit.Names, out var split, out problem)
            || !TryChoice(query, "excel", ["false", "true"], out var excel, out problem))
            return false;
        wish = new ExportQuery(format == "csv", layout == "flat", excel == "true", split);
        if (!wish.IsCsv && (wish.IsFlat || wish.ForSpreadsheets))
        {
            problem = Problem.Invalid(
                wish.IsFlat ? "layout" : "excel", "It goes with format=csv only; JSON lines have one layout, for programs.");
        }

        return problem is null;
    }

    /// <summary>Names the file's bytes: other rows, or another form of them, another tag.</summary>
    public string Tag(Dataset dataset, bool packed) => string.Join(
        '-',
        ((string?[])[
            dataset.Checksum?.ToString() ?? "empty", Ending, IsFlat ? "flat" : null, Split,
            ForSpreadsheets ? "excel" : null, packed ? "gzip" : null,
        ]).OfType<string>());

    private static bool TryChoice(
        IQueryCollection query, string name, IReadOnlyList<string> choices, out string? value, out Problem? problem)
    {
        (value, problem) = ((string?)query[name], null);
        if (value is null || choices.Contains(value))
            return true;
        problem = Problem.Invalid(name, $"'{PathValues.Shown(value)}' is no {name}; {string.Join(", ", choices)} are.");
        return false;
    }
}
