using CrowdMind.Datasets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The versions of a name.</summary>
internal sealed partial class SqliteDatasetStore
{
    public Task<Listing<DatasetVersion>> ListVersionsAsync(string name, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => reader.Connection.List<DatasetRow, DatasetVersion>(
            "ListDatasetVersions", "CountDatasetVersions",
            new { name, limit = slice.Limit, offset = slice.Offset }, SqliteDatasetRows.ToVersion)));

    public Task<IReadOnlyList<Dataset>> FindVersionsAsync(string name, string version, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Dataset>>(readers.Read(reader => reader.Connection
            .Query<DatasetRow>(SqliteSql.Statement("FindDatasetVersions"), new { name, version })
            .Select(SqliteDatasetRows.ToDataset).AsList()));

    public Task<CommitOutcome> CommitVersionAsync(VersionCommit commit, CancellationToken cancellationToken) =>
        writer.TransactAsync(connection => Commit(connection, commit), outcome => outcome == CommitOutcome.Committed);

    public Task<Dataset?> SetFileAsync(DatasetId id, DatasetFile file, CancellationToken cancellationToken) =>
        writer.RunAsync(connection =>
        {
            connection.Execute(SqliteSql.Statement("SetDatasetFile"), SqliteDatasetRows.ToColumns(id, file));
            return Find(connection, id);
        });

    private static CommitOutcome Commit(SqliteConnection connection, VersionCommit commit)
    {
        if (FinishJob(connection, commit.JobId, commit.StartedAt, commit.At) is { } ended)
            return ended;
        var columns = SqliteDatasetRows.ToColumns(commit);
        if (connection.ExecuteScalar<long>(SqliteSql.Statement("CountDatasetVersionTakers"), columns) > 0)
            return CommitOutcome.VersionTaken;
        var statement = SqliteSql.Statement(commit.FillsWaiting ? "FillWaitingDataset" : "InsertDatasetVersion");
        var id = commit.Version.Dataset.Id;
        if (connection.Execute(statement, columns) == 0)
            return Find(connection, id) is null ? CommitOutcome.DatasetGone : CommitOutcome.VersionTaken;
        foreach (var segment in commit.Segments)
            connection.Execute(SqliteSql.Statement("InsertSegment"), SqliteDatasetRows.ToColumns(id, segment));
        return CommitOutcome.Committed;
    }
}
