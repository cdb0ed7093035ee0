using CrowdMind.Datasets;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The versions of a name.</summary>
internal sealed partial class PostgresDatasetStore
{
    public Task<Listing<DatasetVersion>> ListVersionsAsync(string name, Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ListAsync<DatasetRow, DatasetVersion>(
                "ListDatasetVersions", "CountDatasetVersions", new { name, limit = slice.Limit, offset = slice.Offset }, PostgresDatasetRows.ToVersion),
            cancellationToken);

    public Task<IReadOnlyList<Dataset>> FindVersionsAsync(string name, string version, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<Dataset>>(
            async connection => [.. (await connection.QueryAsync<DatasetRow>(
                PostgresSql.Statement("FindDatasetVersions"), new { name, version })).Select(PostgresDatasetRows.ToDataset)],
            cancellationToken);

    public Task<CommitOutcome> CommitVersionAsync(VersionCommit commit, CancellationToken cancellationToken) =>
        database.TransactAsync(
            connection => CommitAsync(connection, commit), outcome => outcome == CommitOutcome.Committed, cancellationToken);

    public Task<Dataset?> SetFileAsync(DatasetId id, DatasetFile file, CancellationToken cancellationToken) =>
        database.UseAsync(async connection =>
        {
            await connection.ExecuteAsync(PostgresSql.Statement("SetDatasetFile"), PostgresDatasetRows.ToColumns(id, file));
            return await FindAsync(connection, id);
        }, cancellationToken);

    private static async Task<CommitOutcome> CommitAsync(NpgsqlConnection connection, VersionCommit commit)
    {
        if (await FinishJobAsync(connection, commit.JobId, commit.StartedAt, commit.At) is { } ended)
            return ended;
        var columns = PostgresDatasetRows.ToColumns(commit);

        // Whoever makes a version of the name waits here, so what is counted stays so.
        await connection.ExecuteAsync(PostgresSql.Statement("LockDatasetName"), new { name = commit.Version.Dataset.Name });
        if (await connection.ExecuteScalarAsync<long>(PostgresSql.Statement("CountDatasetVersionTakers"), columns) > 0)
            return CommitOutcome.VersionTaken;
        var statement = PostgresSql.Statement(commit.FillsWaiting ? "FillWaitingDataset" : "InsertDatasetVersion");
        var id = commit.Version.Dataset.Id;
        if (await connection.ExecuteAsync(statement, columns) == 0)
            return await FindAsync(connection, id) is null ? CommitOutcome.DatasetGone : CommitOutcome.VersionTaken;
        await connection.ExecuteAsync(
            PostgresSql.Statement("InsertSegment"), commit.Segments.Select(segment => PostgresDatasetRows.ToColumns(id, segment)));
        return CommitOutcome.Committed;
    }
}
