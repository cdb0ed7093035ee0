using CrowdMind.Datasets;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Datasets in PostgreSQL; their rows lie elsewhere.</summary>
internal sealed partial class PostgresDatasetStore(PostgresDatabase database) : IDatasetStore
{
    public Task AddAsync(Dataset dataset, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ExecuteAsync(PostgresSql.Statement("InsertDataset"), PostgresDatasetRows.ToColumns(dataset)),
            cancellationToken);

    public Task<Dataset?> FindAsync(DatasetId id, CancellationToken cancellationToken) =>
        database.UseAsync(connection => FindAsync(connection, id), cancellationToken);

    public Task<Listing<Dataset>> ListAsync(Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ListAsync<DatasetRow, Dataset>(
                "ListDatasets", "CountDatasets", new { limit = slice.Limit, offset = slice.Offset }, PostgresDatasetRows.ToDataset),
            cancellationToken);

    public Task<IReadOnlyList<Segment>> ReadSegmentsAsync(
        DatasetId id, long first, long end, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<Segment>>(
            async connection => [.. (await connection.QueryAsync<SegmentRow>(
                PostgresSql.Statement("ReadSegments"), new { id = id.Value, first, end })).Select(PostgresDatasetRows.ToSegment)],
            cancellationToken);

    public Task<byte[]?> ReadProfileAsync(DatasetId id, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ExecuteScalarAsync<byte[]?>(PostgresSql.Statement("ReadProfile"), new { id = id.Value }),
            cancellationToken);

    public Task<CommitOutcome> CommitAsync(GenerationCommit commit, CancellationToken cancellationToken) =>
        database.TransactAsync(
            connection => CommitAsync(connection, commit), outcome => outcome == CommitOutcome.Committed, cancellationToken);

    public Task<bool> HideAsync(DatasetId id, CancellationToken cancellationToken) =>
        database.DeleteOneAsync("HideDataset", new { id = id.Value }, cancellationToken);

    public Task<IReadOnlyList<DatasetId>> FindHiddenAsync(CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<DatasetId>>(
            async connection => [.. (await connection.QueryAsync<Guid>(PostgresSql.Statement("FindHiddenDatasets"))).Select(DatasetId.From)],
            cancellationToken);

    public Task RemoveAsync(DatasetId id, CancellationToken cancellationToken) =>
        database.TransactAsync(
            async connection =>
            {
                await connection.ExecuteAsync(PostgresSql.Statement("DeleteSegments"), new { id = id.Value });
                return await connection.ExecuteAsync(PostgresSql.Statement("DeleteDataset"), new { id = id.Value });
            },
            _ => true,
            cancellationToken);

    private static async Task<Dataset?> FindAsync(NpgsqlConnection connection, DatasetId id) =>
        await connection.QuerySingleOrDefaultAsync<DatasetRow>(PostgresSql.Statement("FindDataset"), new { id = id.Value }) is { } row
            ? PostgresDatasetRows.ToDataset(row)
            : null;

    private static async Task<CommitOutcome> CommitAsync(NpgsqlConnection connection, GenerationCommit commit)
    {
        var id = commit.DatasetId.Value;
        if (await FinishJobAsync(connection, commit.JobId, commit.StartedAt, commit.At) is { } ended)
            return ended;
        var rowCount = await connection.ExecuteScalarAsync<long?>(PostgresSql.Statement("FindRowCount"), new { id });
        if (rowCount != commit.FirstRow)
            return rowCount is null ? CommitOutcome.DatasetGone : CommitOutcome.RowsChanged;
        await connection.ExecuteAsync(
            PostgresSql.Statement("InsertSegment"),
            commit.Segments.Select(segment => PostgresDatasetRows.ToColumns(commit.DatasetId, segment)));
        await connection.ExecuteAsync(PostgresSql.Statement("AddRows"), new
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
    private static async Task<CommitOutcome?> FinishJobAsync(
        NpgsqlConnection connection, JobId id, DateTimeOffset startedAt, DateTimeOffset at)
    {
        var job = new { id = id.Value, startedAt, at };
        if (await connection.ExecuteAsync(PostgresSql.Statement("FinishJob"), job) == 1)
            return null;

        // Done already, by a try whose answer was lost.
        var status = await connection.ExecuteScalarAsync<short?>(PostgresSql.Statement("FindJobStatus"), job);
        return status == (short)JobStatus.Done ? CommitOutcome.Committed : CommitOutcome.JobEnded;
    }
}
