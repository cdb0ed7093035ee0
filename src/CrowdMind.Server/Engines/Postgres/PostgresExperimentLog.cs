using CrowdMind.Logs;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The log in PostgreSQL.</summary>
internal sealed class PostgresExperimentLog(PostgresDatabase database, TimeProvider time) : IExperimentLog, IDisposable
{
    // No event is shorter, so that no page holds more.
    private const int LeastEventBytes = 256;
    private const int PageRows = Limits.PageBytes / LeastEventBytes;

    private readonly PostgresAppend _append = new(database, time);

    // One commit at a time: the database knows this writer's last one only.
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await _append.RunAsync(requests, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw Unavailable(failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<EventBatch?> ReadAfterAsync(ExperimentId experimentId, Seq after, CancellationToken cancellationToken) =>
        GuardedAsync(async connection =>
        {
            await using var command = PostgresSql.Command(connection, "ReadEventsAfter")
                .With(experimentId.Value).With(after.Value).With(PageRows).With((long)Limits.PageBytes);
            var builder = await ReadRowsAsync(command, experimentId, Limits.PageBytes, cancellationToken);
            if (builder.Count == 0)
                return null;

            // A page that does not continue belongs to a log that is being deleted.
            var page = builder.ToEvents();
            return page[0].Seq == after.Next ? page.AsBatch() : null;
        }, cancellationToken);

    public Task<EncodedEvents> ReadReactionsAfterAsync(
        ExperimentId experimentId, Seq after, int limit, CancellationToken cancellationToken) =>
        GuardedAsync(async connection =>
        {
            await using var command = PostgresSql.Command(connection, "ReadReactionsAfter")
                .With(experimentId.Value).With(after.Value).With(limit);
            return (await ReadRowsAsync(command, experimentId, int.MaxValue, cancellationToken)).ToEvents();
        }, cancellationToken);

    public Task<EncodedEvents> ReadLatestReactionsAsync(
        ExperimentId experimentId, Slice slice, CancellationToken cancellationToken) =>
        GuardedAsync(async connection =>
        {
            await using var command = PostgresSql.Command(connection, "ReadLatestReactions")
                .With(experimentId.Value).With(slice.Limit).With(slice.Offset);
            return (await ReadRowsAsync(command, experimentId, int.MaxValue, cancellationToken)).ToEvents();
        }, cancellationToken);

    public Task<IReadOnlyDictionary<ExperimentId, Seq>> ReadHeadsAsync(
        IReadOnlyCollection<ExperimentId> experimentIds, CancellationToken cancellationToken) =>
        GuardedAsync<IReadOnlyDictionary<ExperimentId, Seq>>(async connection =>
        {
            await using var command = PostgresSql.Command(connection, "ReadHeads")
                .With(experimentIds.Select(id => id.Value).ToArray());
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var heads = new Dictionary<ExperimentId, Seq>(experimentIds.Count);
            while (await rows.ReadAsync(cancellationToken))
                heads[new ExperimentId(rows.GetGuid(0))] = new Seq(rows.GetInt64(1));
            return heads;
        }, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private static async Task<EncodedEventsBuilder> ReadRowsAsync(
        NpgsqlCommand command, ExperimentId experimentId, int bytes, CancellationToken cancellationToken)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var builder = new EncodedEventsBuilder(experimentId, Limits.PageBytes);
        while (await rows.ReadAsync(cancellationToken))
        {
            var body = rows.GetFieldValue<byte[]>(5);
            if (builder.Count > 0 && builder.Bytes + (long)body.Length > bytes)
                break;
            var facts = new EventFacts(
                new Seq(rows.GetInt64(0)),
                (EventType)rows.GetInt16(1),
                PostgresRows.ToInstant(rows.GetDateTime(4)),
                new ReactionId(rows.GetGuid(2)),
                new AgentId(rows.IsDBNull(3) ? default : rows.GetGuid(3)),
                rows.IsDBNull(6) ? default : TraceParent.Parse(rows.GetString(6)));
            builder.Add(facts, body);
        }

        return builder;
    }

    private static LogUnavailableException Unavailable(NpgsqlException failure) =>
        new($"The database did not do it: {failure.Message}", failure);

    private async Task<T> GuardedAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await database.UseAsync(read, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw Unavailable(failure);
        }
    }
}
