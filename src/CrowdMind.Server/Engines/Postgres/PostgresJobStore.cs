using CrowdMind.Datasets;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Jobs in PostgreSQL.</summary>
internal sealed class PostgresJobStore(PostgresDatabase database) : IJobStore
{
    public Task AddAsync(GenerationJob job, CancellationToken cancellationToken) =>
        ExecuteAsync("InsertJob", new
        {
            id = job.Id.Value,
            datasetId = job.DatasetId.Value,
            status = (short)job.Status,
            seed = job.Seed,
            rowsTotal = job.RowsTotal,
            createdAt = job.CreatedAt,
            updatedAt = job.UpdatedAt,
            makesVersion = job.MakesVersion,
        }, cancellationToken);

    public async Task<GenerationJob?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        (await QueryAsync("FindJob", new { id = id.Value }, cancellationToken)).SingleOrDefault();

    public async Task<bool> ReportAsync(
        JobId id, DateTimeOffset? startedAt, long rowsDone, DateTimeOffset at, CancellationToken cancellationToken) =>
        await ExecuteAsync("ReportJob", new { id = id.Value, startedAt, rowsDone, at }, cancellationToken) == 1;

    public Task EndAsync(JobId id, JobStatus status, string? error, DateTimeOffset at, bool swept) =>
        ExecuteAsync("EndJob", new { id = id.Value, status = (short)status, error, at, swept }, CancellationToken.None);

    public async Task<bool> CancelAsync(JobId id, CancellationToken cancellationToken) =>
        await ExecuteAsync("CancelJob", new { id = id.Value }, cancellationToken) == 1;

    public Task<IReadOnlyList<GenerationJob>> ReadRecentAsync(
        IReadOnlyList<DatasetId> datasets, DateTimeOffset since, CancellationToken cancellationToken) =>
        QueryAsync("ReadRecentJobs", new { datasets = datasets.Select(id => id.Value).ToArray(), since }, cancellationToken);

    public async Task<IReadOnlyList<GenerationJob>> GiveUpAsync(
        DateTimeOffset before, string error, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await ExecuteAsync("GiveUpJobs", new { before, error, at }, cancellationToken);
        return await QueryAsync("FindUnsweptJobs", null, cancellationToken);
    }

    public Task SweptAsync(JobId id, CancellationToken cancellationToken) =>
        ExecuteAsync("MarkSwept", new { id = id.Value }, cancellationToken);

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        ExecuteAsync("DeleteOldJobs", new { before }, cancellationToken);

    private Task<int> ExecuteAsync(string statement, object parameters, CancellationToken cancellationToken) =>
        database.UseAsync(connection => connection.ExecuteAsync(PostgresSql.Statement(statement), parameters), cancellationToken);

    private Task<IReadOnlyList<GenerationJob>> QueryAsync(string statement, object? parameters, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<GenerationJob>>(
            async connection => [.. (await connection.QueryAsync<JobRow>(PostgresSql.Statement(statement), parameters))
                .Select(PostgresDatasetRows.ToJob)],
            cancellationToken);
}
