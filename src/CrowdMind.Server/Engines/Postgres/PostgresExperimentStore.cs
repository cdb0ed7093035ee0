using CrowdMind.Experiments;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Experiments in PostgreSQL.</summary>
internal sealed class PostgresExperimentStore(PostgresDatabase database) : IExperimentStore
{
    // Events are deleted in portions: one statement for a long log would run into its time limit.
    private const int DeletedAtOnce = 5000;

    public Task AddAsync(Experiment experiment, CancellationToken cancellationToken) =>
        database.UseAsync(connection => connection.ExecuteAsync(PostgresSql.Statement("InsertExperiment"), new
        {
            id = experiment.Id.Value,
            name = experiment.Name,
            status = (short)experiment.Status,
            scenario = experiment.Scenario?.Text,
            createdAt = experiment.CreatedAt,
        }), cancellationToken);

    public Task<Experiment?> FindAsync(ExperimentId id, CancellationToken cancellationToken) =>
        database.UseAsync(
            async connection => await connection.QuerySingleOrDefaultAsync<ExperimentRow>(
                PostgresSql.Statement("FindExperiment"), new { id = id.Value }) is { } row
                    ? PostgresRows.ToExperiment(row) : null,
            cancellationToken);

    public Task<Listing<Experiment>> ListAsync(
        ExperimentStatus? status, Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync(
            connection => connection.ListAsync<ExperimentRow, Experiment>(
                "ListExperiments", "CountExperiments", new { status = (short?)status, limit = slice.Limit, offset = slice.Offset }, PostgresRows.ToExperiment),
            cancellationToken);

    public async Task<bool> DeleteAsync(ExperimentId id, CancellationToken cancellationToken)
    {
        var number = await FindNumberAsync(id, cancellationToken);

        // The row first: it waits for the appends that hold it, and none comes after it.
        if (number is not { } known || !await database.DeleteOneAsync("DeleteExperiment", new { number = known }, cancellationToken))
            return false;
        await DeleteEventsAsync(known, cancellationToken);
        return true;
    }

    public Task<IReadOnlyList<Experiment>> FindEndedAsync(DateTimeOffset before, Slice slice, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<Experiment>>(
            async connection => [.. (await connection.QueryAsync<ExperimentRow>(
                PostgresSql.Statement("FindEndedExperiments"), new { before, limit = slice.Limit, offset = slice.Offset })).Select(PostgresRows.ToExperiment)],
            cancellationToken);

    public async Task<bool> DeleteEndedAsync(ExperimentId id, Seq head, CancellationToken cancellationToken)
    {
        if (await FindNumberAsync(id, cancellationToken) is not { } number)
            return true;
        await database.UseAsync(
            connection => connection.ExecuteAsync(
                PostgresSql.Statement("DeleteEndedExperiment"), new { number, head = head.Value }),
            cancellationToken);

        // Asked, because the answer of a try that did it may be lost. What is gone has no events to keep.
        if (await FindNumberAsync(id, cancellationToken) == number)
            return false;
        await DeleteEventsAsync(number, cancellationToken);
        return true;
    }

    public async Task FinishDeletionsAsync(CancellationToken cancellationToken)
    {
        var orphans = await database.UseAsync(
            connection => connection.QueryAsync<long>(PostgresSql.Statement("FindOrphanedEvents")), cancellationToken);
        foreach (var number in orphans)
            await DeleteEventsAsync(number, cancellationToken);
    }

    private Task<long?> FindNumberAsync(ExperimentId id, CancellationToken cancellationToken) => database.UseAsync(
        connection => connection.QuerySingleOrDefaultAsync<long?>(
            PostgresSql.Statement("FindExperimentNumber"), new { id = id.Value }),
        cancellationToken);

    // Another instance may be at the same log: each takes rows that the other has not locked.
    private async Task DeleteEventsAsync(long number, CancellationToken cancellationToken)
    {
        while (await database.UseAsync(
            connection => connection.ExecuteAsync(
                PostgresSql.Statement("DeleteSomeEvents"), new { number, limit = DeletedAtOnce }),
            cancellationToken) > 0)
        {
        }
    }
}
