using CrowdMind.Schemas;

namespace CrowdMind.Server.Csv;

/// <summary>How a dataset is wanted as CSV.</summary>
/// <param name="Columns">The fields that get a column of their own, by path; none for the layout that keeps rows as JSON.</param>
/// <param name="LabelColumn">The name of the label's column, which comes last.</param>
/// <param name="ForSpreadsheets">Begin with a byte order mark, and let no text be taken for a formula.</param>
internal sealed record CsvWish(IReadOnlyList<string>? Columns, string LabelColumn, bool ForSpreadsheets)
{
    /// <summary>A column for each field of a schema.</summary>
    public static CsvWish Flat(DatasetSchema schema, bool forSpreadsheets) =>
        new([.. schema.Columns.Select(column => column.Path)], schema.LabelColumn, forSpreadsheets);
}
