using CrowdMind.Datasets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Datasets in a SQLite file; their rows lie elsewhere.</summary>
internal sealed class SqliteDatasetStore(SqliteWriter writer, SqliteReaders readers) : IDatasetStore
{
    public Task AddAsync(Dataset dataset, CancellationToken cancellationToken) =>
        writer.RunAsync(connection => connection.Execute(SqliteSql.Statement("InsertDataset"), new
        {
            id = dataset.Id.ToBlob(),
            name = dataset.Name,
            version = dataset.Version,
            schema = dataset.Schema?.Text,
            labels = SqliteDatasetRows.ToColumn(dataset.Labels),
            createdAt = Instants.ToMicroseconds(dataset.CreatedAt),
        }));

    public Task<Dataset?> FindAsync(DatasetId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
            reader.Connection.QuerySingleOrDefault<DatasetRow>(SqliteSql.Statement("FindDataset"), new { id = id.ToBlob() })
                is { } row ? SqliteDatasetRows.ToDataset(row) : null));

    public Task<Listing<Dataset>> ListAsync(Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
        {
            var rows = reader.Connection.Query<DatasetRow>(
                SqliteSql.Statement("ListDatasets"), new { limit = slice.Limit, offset = slice.Offset });
            var total = reader.Connection.ExecuteScalar<long>(SqliteSql.Statement("CountDatasets"));
            return new Listing<Dataset>([.. rows.Select(SqliteDatasetRows.ToDataset)], total);
        }));

    public Task<IReadOnlyList<Segment>> ReadSegmentsAsync(
        DatasetId id, long first, long end, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Segment>>(readers.Read(reader => reader.Connection.Query<SegmentRow>(
            SqliteSql.Statement("ReadSegments"), new { id = id.ToBlob(), first, end })
            .Select(SqliteDatasetRows.ToSegment).AsList()));

    public Task<byte[]?> ReadProfileAsync(DatasetId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
            reader.Connection.ExecuteScalar<byte[]?>(SqliteSql.Statement("ReadProfile"), new { id = id.ToBlob() })));

    public Task<CommitOutcome> CommitAsync(GenerationCommit commit, CancellationToken cancellationToken) =>
        writer.RunAsync(connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var outcome = Commit(connection, transaction, commit);
            if (outcome == CommitOutcome.Committed)
                transaction.Commit();
            return outcome;
        });

    public async Task<bool> HideAsync(DatasetId id, CancellationToken cancellationToken) =>
        await writer.RunAsync(connection =>
            connection.Execute(SqliteSql.Statement("HideDataset"), new { id = id.ToBlob() })) == 1;

    public Task<IReadOnlyList<DatasetId>> FindHiddenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DatasetId>>(readers.Read(reader => reader.Connection
            .Query<byte[]>(SqliteSql.Statement("FindHiddenDatasets")).Select(SqliteRows.ToId<DatasetId>).AsList()));

    public Task RemoveAsync(DatasetId id, CancellationToken cancellationToken) =>
        writer.RunAsync(connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute(SqliteSql.Statement("DeleteSegments"), new { id = id.ToBlob() }, transaction);
            connection.Execute(SqliteSql.Statement("DeleteDataset"), new { id = id.ToBlob() }, transaction);
            transaction.Commit();
            return true;
        });

    private static CommitOutcome Commit(SqliteConnection connection, SqliteTransaction transaction, GenerationCommit commit)
    {
        var id = commit.DatasetId.ToBlob();
        var job = new
        {
            id = commit.JobId.ToBlob(),
            startedAt = Instants.ToMicroseconds(commit.StartedAt),
            at = Instants.ToMicroseconds(commit.At),
        };
        if (connection.Execute(SqliteSql.Statement("FinishJob"), job, transaction) == 0)
        {
            var status = connection.ExecuteScalar<long?>(SqliteSql.Statement("FindJobStatus"), job, transaction);
            return status == (long)JobStatus.Done ? CommitOutcome.Committed : CommitOutcome.JobEnded;
        }

        var rowCount = connection.ExecuteScalar<long?>(SqliteSql.Statement("FindRowCount"), new { id }, transaction);
        if (rowCount != commit.FirstRow)
            return rowCount is null ? CommitOutcome.DatasetGone : CommitOutcome.RowsChanged;
        foreach (var segment in commit.Segments)
            connection.Execute(SqliteSql.Statement("InsertSegment"), SqliteDatasetRows.ToColumns(commit.DatasetId, segment), transaction);
        connection.Execute(SqliteSql.Statement("AddRows"), new
        {
            id,
            rows = commit.Rows,
            textBytes = commit.TextBytes,
            checksum = commit.Checksum.Write(),
            generatorVersion = commit.GeneratorVersion,
            profile = commit.Profile.ToArray(),
        }, transaction);
        return CommitOutcome.Committed;
    }
}
