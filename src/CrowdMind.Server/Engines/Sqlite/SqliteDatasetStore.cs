using CrowdMind.Datasets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Datasets in a SQLite file; their rows lie elsewhere.</summary>
internal sealed partial class SqliteDatasetStore(SqliteWriter writer, SqliteReaders readers) : IDatasetStore
{
    public Task AddAsync(Dataset dataset, CancellationToken cancellationToken) =>
        writer.RunAsync(connection =>
            connection.Execute(SqliteSql.Statement("InsertDataset"), SqliteDatasetRows.ToColumns(dataset)));

    public Task<Dataset?> FindAsync(DatasetId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => Find(reader.Connection, id)));

    public Task<Listing<Dataset>> ListAsync(Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => reader.Connection.List<DatasetRow, Dataset>(
            "ListDatasets", "CountDatasets", new { limit = slice.Limit, offset = slice.Offset }, SqliteDatasetRows.ToDataset)));

    public Task<IReadOnlyList<Segment>> ReadSegmentsAsync(
        DatasetId id, long first, long end, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Segment>>(readers.Read(reader => reader.Connection.Query<SegmentRow>(
            SqliteSql.Statement("ReadSegments"), new { id = id.ToBlob(), first, end })
            .Select(SqliteDatasetRows.ToSegment).AsList()));

    public Task<byte[]?> ReadProfileAsync(DatasetId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
            reader.Connection.ExecuteScalar<byte[]?>(SqliteSql.Statement("ReadProfile"), new { id = id.ToBlob() })));

    public Task<CommitOutcome> CommitAsync(GenerationCommit commit, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => Commit(connection, commit), outcome => outcome == CommitOutcome.Committed);

    public async Task<bool> HideAsync(DatasetId id, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection =>
            connection.Execute(SqliteSql.Statement("HideDataset"), new { id = id.ToBlob() })) == 1;

    public Task<IReadOnlyList<DatasetId>> FindHiddenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DatasetId>>(readers.Read(reader => reader.Connection
            .Query<byte[]>(SqliteSql.Statement("FindHiddenDatasets")).Select(SqliteRows.ToId<DatasetId>).AsList()));

    public Task RemoveAsync(DatasetId id, CancellationToken cancellationToken) =>
        writer.TransactAsync(
            connection =>
            {
                connection.Execute(SqliteSql.Statement("DeleteSegments"), new { id = id.ToBlob() });
                return connection.Execute(SqliteSql.Statement("DeleteDataset"), new { id = id.ToBlob() });
            },
            _ => true);

    private static Dataset? Find(SqliteConnection connection, DatasetId id) =>
        connection.QuerySingleOrDefault<DatasetRow>(SqliteSql.Statement("FindDataset"), new { id = id.ToBlob() }) is { } row
            ? SqliteDatasetRows.ToDataset(row)
            : null;

    private static CommitOutcome Commit(SqliteConnection connection, GenerationCommit commit)
    {
        var id = commit.DatasetId.ToBlob();
        if (FinishJob(connection, commit.JobId, commit.StartedAt, commit.At) is { } ended)
            return ended;
        var rowCount = connection.ExecuteScalar<long?>(SqliteSql.Statement("FindRowCount"), new { id });
        if (rowCount != commit.FirstRow)
            return rowCount is null ? CommitOutcome.DatasetGone : CommitOutcome.RowsChanged;
        foreach (var segment in commit.Segments)
            connection.Execute(SqliteSql.Statement("InsertSegment"), SqliteDatasetRows.ToColumns(commit.DatasetId, segment));
        connection.Execute(SqliteSql.Statement("AddRows"), new
        {
            id,
            rows = commit.Rows,
            textBytes = commit.TextBytes,
            checksum = commit.Checksum.Write(),
            generatorVersion = commit.GeneratorVersion,
            profile = commit.Profile.ToArray(),
        });
        return CommitOutcome.Committed;
    }

    /// <summary>Ends the job of a commit as done; else how the commit ends.</summary>
    private static CommitOutcome? FinishJob(
        SqliteConnection connection, JobId id, DateTimeOffset startedAt, DateTimeOffset at)
    {
        var job = new { id = id.ToBlob(), startedAt = Instants.ToMicroseconds(startedAt), at = Instants.ToMicroseconds(at) };
        if (connection.Execute(SqliteSql.Statement("FinishJob"), job) == 1)
            return null;
        var status = connection.ExecuteScalar<long?>(SqliteSql.Statement("FindJobStatus"), job);
        return status == (long)JobStatus.Done ? CommitOutcome.Committed : CommitOutcome.JobEnded;
    }
}
