using CrowdMind.Imports;

namespace CrowdMind.Server.Csv;

/// <summary>CSV as the making of versions knows it.</summary>
internal static class CsvFormat
{
    /// <summary>It.</summary>
    public static CsvPort Port { get; } = new(
        file => new CsvRecords(file),
        (schema, lines, target, cancellationToken) =>
            new DatasetCsv(CsvWish.Flat(schema, forSpreadsheets: false)).WriteAsync(lines, split: null, target, cancellationToken));
}
