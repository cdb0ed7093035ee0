using CrowdMind.Datasets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The versions of a name.</summary>
internal sealed partial class SqliteDatasetStore
{
    public Task<Listing<DatasetVersion>> ListVersionsAsync(string name, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
        {
            var filter = new { name, limit = slice.Limit, offset = slice.Offset };
            var rows = reader.Connection.Query<DatasetRow>(SqliteSql.Statement("ListDatasetVersions"), filter);
            var total = reader.Connection.ExecuteScalar<long>(SqliteSql.Statement("CountDatasetVersions"), filter);
            return new Listing<DatasetVersion>([.. rows.Select(SqliteDatasetRows.ToVersion)], total);
        }));

    public Task<IReadOnlyList<Dataset>> FindVersionsAsync(string name, string version, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Dataset>>(readers.Read(reader => reader.Connection
            .Query<DatasetRow>(SqliteSql.Statement("FindDatasetVersions"), new { name, version })
            .Select(SqliteDatasetRows.ToDataset).AsList()));

    public Task<CommitOutcome> CommitVersionAsync(VersionCommit commit, CancellationToken cancellationToken) =>
        writer.RunAsync(connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var outcome = Commit(connection, transaction, commit);
            if (outcome == CommitOutcome.Committed)
                transaction.Commit();
            return outcome;
        });

    public Task<Dataset?> SetFileAsync(DatasetId id, DatasetFile file, CancellationToken cancellationToken) =>
        writer.RunAsync(connection =>
        {
            connection.Execute(SqliteSql.Statement("SetDatasetFile"), SqliteDatasetRows.ToColumns(id, file));
            return Find(connection, id);
        });

    private static CommitOutcome Commit(SqliteConnection connection, SqliteTransaction transaction, VersionCommit commit)
    {
        if (FinishJob(connection, transaction, commit.JobId, commit.StartedAt, commit.At) is { } ended)
            return ended;
        var columns = SqliteDatasetRows.ToColumns(commit);
        if (connection.ExecuteScalar<long>(SqliteSql.Statement("CountDatasetVersionTakers"), columns, transaction) > 0)
            return CommitOutcome.VersionTaken;
        var statement = SqliteSql.Statement(commit.FillsWaiting ? "FillWaitingDataset" : "InsertDatasetVersion");
        var id = commit.Version.Dataset.Id;
        if (connection.Execute(statement, columns, transaction) == 0)
            return Find(connection, id) is null ? CommitOutcome.DatasetGone : CommitOutcome.VersionTaken;
        foreach (var segment in commit.Segments)
            connection.Execute(SqliteSql.Statement("InsertSegment"), SqliteDatasetRows.ToColumns(id, segment), transaction);
        return CommitOutcome.Committed;
    }
}
