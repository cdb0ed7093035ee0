using CrowdMind.Experiments;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Experiments in a SQLite file.</summary>
internal sealed class SqliteExperimentStore(SqliteWriter writer, SqliteReaders readers) : IExperimentStore
{
    // Events are deleted in portions, so that appends to other logs get their turn in between.
    private const int DeletedAtOnce = 5000;

    public Task AddAsync(Experiment experiment, CancellationToken cancellationToken) =>
        writer.RunAsync(connection => connection.Execute(SqliteSql.Statement("InsertExperiment"), new
        {
            id = experiment.Id.ToBlob(),
            name = experiment.Name,
            status = (long)experiment.Status,
            scenario = experiment.Scenario?.Text,
            createdAt = Instants.ToMicroseconds(experiment.CreatedAt),
        }));

    public Task<Experiment?> FindAsync(ExperimentId id, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader =>
            reader.Connection.QuerySingleOrDefault<ExperimentRow>(SqliteSql.Statement("FindExperiment"), new { id = id.ToBlob() })
                is { } row ? SqliteRows.ToExperiment(row) : null));

    public Task<Listing<Experiment>> ListAsync(
        ExperimentStatus? status, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult(readers.Read(reader => reader.Connection.List<ExperimentRow, Experiment>(
            "ListExperiments", "CountExperiments",
            new { status = (long?)status, limit = slice.Limit, offset = slice.Offset }, SqliteRows.ToExperiment)));

    public async Task<bool> DeleteAsync(ExperimentId id, CancellationToken cancellationToken)
    {
        var number = await writer.RunAsync(connection =>
            connection.QuerySingleOrDefault<long?>(SqliteSql.Statement("DeleteExperiment"), new { id = id.ToBlob() }));
        if (number is null)
            return false;
        await DeleteEventsAsync(number.Value);
        return true;
    }

    public Task<IReadOnlyList<Experiment>> FindEndedAsync(DateTimeOffset before, Slice slice, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Experiment>>([.. readers.Read(reader => reader.Connection.Query<ExperimentRow>(
            SqliteSql.Statement("FindEndedExperiments"),
            new { before = Instants.ToMicroseconds(before), limit = slice.Limit, offset = slice.Offset })).Select(SqliteRows.ToExperiment)]);

    public async Task<bool> DeleteEndedAsync(ExperimentId id, Seq head, CancellationToken cancellationToken)
    {
        var number = await writer.RunAsync(connection => connection.QuerySingleOrDefault<long?>(
            SqliteSql.Statement("DeleteEndedExperiment"), new { id = id.ToBlob(), head = head.Value }));
        if (number is null)
            return await FindAsync(id, cancellationToken) is null;
        await DeleteEventsAsync(number.Value);
        return true;
    }

    public async Task FinishDeletionsAsync(CancellationToken cancellationToken)
    {
        var orphans = readers.Read(reader =>
            reader.Connection.Query<long>(SqliteSql.Statement("FindOrphanedEvents")).AsList());
        foreach (var number in orphans)
            await DeleteEventsAsync(number);
    }

    private async Task DeleteEventsAsync(long number)
    {
        var range = new
        {
            first = EventPosition.Of(number, Seq.Zero),
            last = EventPosition.EndOf(number),
            limit = DeletedAtOnce,
        };
        int Delete(SqliteConnection connection) => connection.Execute(SqliteSql.Statement("DeleteSomeEvents"), range);
        while (await writer.RunAsync(Delete) == DeletedAtOnce)
        {
        }
    }
}
