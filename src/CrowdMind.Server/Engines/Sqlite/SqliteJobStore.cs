using CrowdMind.Datasets;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Jobs in a SQLite file.</summary>
internal sealed class SqliteJobStore(SqliteWriter writer, SqliteReaders readers) : IJobStore
{
    public Task AddAsync(GenerationJob job, CancellationToken cancellationToken) =>
        ExecuteAsync("InsertJob", new
        {
            id = job.Id.ToBlob(),
            datasetId = job.DatasetId.ToBlob(),
            status = (long)job.Status,
            seed = job.Seed,
            rowsTotal = job.RowsTotal,
            createdAt = Instants.ToMicroseconds(job.CreatedAt),
            updatedAt = Instants.ToMicroseconds(job.UpdatedAt),
            makesVersion = job.MakesVersion,
        });

    public Task<GenerationJob?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        Task.FromResult(Query("FindJob", new { id = id.ToBlob() }).SingleOrDefault());

    public async Task<bool> ReportAsync(
        JobId id, DateTimeOffset? startedAt, long rowsDone, DateTimeOffset at, CancellationToken cancellationToken) =>
        await ExecuteAsync("ReportJob", new
        {
            id = id.ToBlob(),
            startedAt = SqliteRows.ToColumn(startedAt),
            rowsDone,
            at = Instants.ToMicroseconds(at),
        }) == 1;

    public Task EndAsync(JobId id, JobStatus status, string? error, DateTimeOffset at, bool swept) =>
        ExecuteAsync("EndJob", new
        {
            id = id.ToBlob(),
            status = (long)status,
            error,
            at = Instants.ToMicroseconds(at),
            swept,
        });

    public async Task<bool> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        await ExecuteAsync("CancelJob", new { id = id.ToBlob() }) == 1;

    public Task<IReadOnlyList<GenerationJob>> ReadRecentAsync(
        IReadOnlyList<DatasetId> datasets, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<GenerationJob>>(Query("ReadRecentJobs", new
        {
            datasets = datasets.Select(id => id.ToBlob()),
            since = Instants.ToMicroseconds(since),
        }));

    public async Task<IReadOnlyList<GenerationJob>> GiveUpAsync(
        DateTimeOffset before, string error, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await ExecuteAsync("GiveUpJobs", new
        {
            before = Instants.ToMicroseconds(before),
            error,
            at = Instants.ToMicroseconds(at),
        });
        return Query("FindUnsweptJobs", null);
    }

    public Task SweptAsync(JobId id, CancellationToken cancellationToken) =>
        ExecuteAsync("MarkSwept", new { id = id.ToBlob() });

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ExecuteAsync("DeleteOldJobs", new { before = Instants.ToMicroseconds(before) });

    private Task<int> ExecuteAsync(string statement, object parameters) =>
        writer.RunAsync(connection => connection.Execute(SqliteSql.Statement(statement), parameters));

    private List<GenerationJob> Query(string statement, object? parameters) =>
        readers.Read(reader => reader.Connection
            .Query<JobRow>(SqliteSql.Statement(statement), parameters).Select(SqliteDatasetRows.ToJob).AsList());
}
