using CrowdMind.Schemas;

namespace CrowdMind.Imports;

/// <summary>How CSV is read and written, which takes a package that this side of the house does not know.</summary>
/// <param name="Read">Begins to read a file; the stream is closed with the records.</param>
/// <param name="WriteFlatAsync">Writes rows, which come as lines, as flat CSV: a column for each field, the label last.</param>
public sealed record CsvPort(
    Func<Stream, IRecords> Read,
    Func<DatasetSchema, IAsyncEnumerable<ReadOnlyMemory<byte>>, Stream, CancellationToken, Task> WriteFlatAsync);
