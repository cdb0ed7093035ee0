using CrowdMind.Segments;
using CsvHelper;

namespace CrowdMind.Server.Csv;

/// <summary>A dataset as CSV (RFC 4180), in one of two layouts.</summary>
internal sealed class DatasetCsv
{
    private static readonly string[] RowHeader = ["id", "dataset_id", "input_data", "label", "meta", "created_at"];

    private readonly CsvWriterOptions _options;
    private readonly FlatRow? _flat;
    private readonly CellText _cells;
    private readonly string[] _header;

    /// <summary>Prepares the writing of one file.</summary>
    public DatasetCsv(CsvWish wish)
    {
        _options = new CsvWriterOptions
        {
            NewLine = "\r\n",
            BufferSize = Limits.PageBytes,
            WriteByteOrderMark = wish.ForSpreadsheets,

            // Where numbers are written with commas, spreadsheets separate cells by semicolons, also those inside of texts.
            Quoting = wish.ForSpreadsheets ? CsvQuoting.Always : CsvQuoting.WhenNeeded,
        };
        _cells = new CellText(wish.ForSpreadsheets);
        _flat = wish.Columns is { } columns ? new FlatRow(columns, _cells) : null;
        _header = wish.Columns is { } named ? [.. named, wish.LabelColumn] : RowHeader;
    }

    /// <summary>Writes the rows as they come.</summary>
    /// <param name="parts">Whole lines, some at a time.</param>
    /// <param name="split">The rows that are wanted; null for all.</param>
    /// <param name="target">Where the file goes. Not closed.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public async Task WriteAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> parts, LineSplit? split, Stream target, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(target, _options, leaveOpen: true);
        foreach (var name in _header)
            _cells.WriteName(csv, name);
        await csv.EndRecordAsync(cancellationToken);
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            for (var rest = part; rest.Length > 0;)
            {
                var length = rest.Span.IndexOf((byte)'\n');
                var line = rest[..length];
                rest = rest[(length + 1)..];
                if (split is not null && !split.Holds(line.Span))
                    continue;
                WriteFields(csv, line.Span);
                await csv.EndRecordAsync(cancellationToken);
            }

            await csv.FlushAsync(cancellationToken);
        }
    }

    private void WriteFields(CsvWriter csv, ReadOnlySpan<byte> line)
    {
        var row = RowLine.Read(line);
        if (_flat is null)
        {
            csv.WriteField(row.Id);
            csv.WriteField(row.DatasetId);
            csv.WriteField(row.Input);
            _cells.WriteJson(csv, row.Label);
            csv.WriteField(row.Meta);
            csv.WriteField(row.CreatedAt);
        }
        else
        {
            _flat.Write(csv, row.Input);
            _cells.WriteJson(csv, row.Label);
        }
    }
}
