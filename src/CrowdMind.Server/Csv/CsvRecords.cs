using CrowdMind.Imports;
using CsvHelper;

namespace CrowdMind.Server.Csv;

/// <summary>A CSV file with a header (RFC 4180); also with semicolons, tabs or bars between its cells, which its first lines tell.</summary>
internal sealed class CsvRecords : IRecords
{
    private static readonly CsvReaderOptions Options = new()
    {
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = Limits.FileLineBytes,
        TrackLineNumbers = true,
    };

    private readonly CsvReader _csv;
    private string? _fault;
    private bool _ended;

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file; closed at the end.</param>
    public CsvRecords(Stream file)
    {
        _csv = CsvReader.Create(file, Options);
        try
        {
            Columns = [.. _csv.Headers.ToArray().Select(name => new RecordColumn([name]))];
            _fault = Columns.Count == 0 ? "There is no header, which names the columns." : HeaderFault();
        }
        catch (CsvFormatException malformed)
        {
            _fault = Message(malformed);
        }
    }

    public bool IsJson => false;

    public IReadOnlyList<RecordColumn> Columns { get; } = [];

    public long Line { get; private set; } = 1;

    public bool Read(out string? fault)
    {
        (fault, _fault) = (_fault, null);
        if (fault is not null)
            return _ended = true;
        try
        {
            if (_ended || !_csv.Read())
                return false;
            Line = _csv.LineNumber;
            fault = _csv.FieldCount == Columns.Count
                ? null
                : $"It has {_csv.FieldCount} cells; the header has {Columns.Count}.";
            return true;
        }
        catch (CsvFormatException malformed)
        {
            // Behind broken quotes nobody knows where a row begins.
            (fault, _ended) = (Message(malformed), true);
            Line = malformed.LineNumber > 0 ? malformed.LineNumber : Line;
            return true;
        }
    }

    public ReadOnlySpan<byte> Value(int column) => _csv.GetSpan(column);

    public void Dispose() => _csv.Dispose();

    private string? HeaderFault() =>
        Columns.Index().FirstOrDefault(one => one.Item.Path.Length is 0 or > Limits.NameCharacters) is { Item: not null } bad
            ? $"The name of column {bad.Index + 1} has {bad.Item.Path.Length} characters; 1 to {Limits.NameCharacters} are wanted."
            : Columns.GroupBy(column => column.Path).FirstOrDefault(group => group.Count() > 1) is { Key: var twice }
                ? $"The column '{twice}' comes twice."
                : null;

    private static string Message(CsvFormatException malformed) => $"It is not CSV: {malformed.Message}";
}
