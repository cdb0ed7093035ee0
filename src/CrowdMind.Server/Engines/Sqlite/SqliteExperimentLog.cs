using CrowdMind.Logs;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The log in a SQLite file.</summary>
internal sealed class SqliteExperimentLog(SqliteWriter writer, SqliteReaders readers, TimeProvider time)
    : IExperimentLog, IAsyncDisposable
{
    // Made on the writing thread, which alone uses it.
    private SqliteAppend? _append;

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<AppendRequest> requests, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.RunAsync(connection => (_append ??= new SqliteAppend(connection, time)).Run(requests));
        }
        catch (SqliteException failure)
        {
            throw Unavailable(failure);
        }
    }

    public Task<EventBatch?> ReadAfterAsync(ExperimentId experimentId, Seq after, CancellationToken cancellationToken) =>
        ReadAsync(experimentId, static _ => null, (reader, log) =>
        {
            var rows = reader.Statement("ReadEventsAfter")
                .Bind(1, EventPosition.Of(log.Number, after)).Bind(2, EventPosition.Of(log.Number, log.Last));
            var builder = ReadRows(rows, experimentId, Limits.PageEvents);
            if (builder.Count == 0)
                return null;

            // A page that does not continue belongs to a log that is being deleted.
            var page = builder.ToEvents();
            return page[0].Seq == after.Next ? page.AsBatch() : null;
        });

    public Task<EncodedEvents> ReadReactionsAfterAsync(
        ExperimentId experimentId, Seq after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(experimentId, Nothing, (reader, log) =>
        {
            var rows = reader.Statement("ReadReactionsAfter")
                .Bind(1, EventPosition.Of(log.Number, after)).Bind(2, EventPosition.Of(log.Number, log.Last)).Bind(3, limit);
            return ReadRows(rows, experimentId, limit, int.MaxValue).ToEvents();
        });

    public Task<EncodedEvents> ReadLatestReactionsAsync(
        ExperimentId experimentId, Slice slice, CancellationToken cancellationToken) =>
        ReadAsync(experimentId, Nothing, (reader, log) =>
        {
            var rows = reader.Statement("ReadLatestReactions")
                .Bind(1, EventPosition.Of(log.Number, Seq.Zero)).Bind(2, EventPosition.EndOf(log.Number))
                .Bind(3, slice.Limit).Bind(4, slice.Offset);
            return ReadRows(rows, experimentId, slice.Limit, int.MaxValue).ToEvents();
        });

    public Task<IReadOnlyDictionary<ExperimentId, Seq>> ReadHeadsAsync(
        IReadOnlyCollection<ExperimentId> experimentIds, CancellationToken cancellationToken) =>
        GuardedAsync<IReadOnlyDictionary<ExperimentId, Seq>>(reader =>
        {
            var heads = new Dictionary<ExperimentId, Seq>(experimentIds.Count);
            foreach (var id in experimentIds)
            {
                if (FindLog(reader, id) is { } log)
                    heads[id] = log.Last;
            }

            return heads;
        });

    /// <summary>Lets go of the statements, so that the connection can close and leave its data in one file.</summary>
    public async ValueTask DisposeAsync() => await writer.RunAsync(_ =>
    {
        _append?.Dispose();
        return true;
    });

    private static EncodedEvents Nothing(ExperimentId experimentId) =>
        new EncodedEventsBuilder(experimentId, 0).ToEvents();

    private static (long Number, Seq Last)? FindLog(SqliteReader reader, ExperimentId id)
    {
        var state = reader.Statement("FindExperimentState").Bind(1, id.Value);
        if (!state.Step())
            return null;
        var found = (state.Int64(0), new Seq(state.Int64(2)));
        state.Reset();
        return found;
    }

    private static EncodedEventsBuilder ReadRows(
        SqliteStatement rows, ExperimentId experimentId, int events, int bytes = Limits.PageBytes)
    {
        var builder = new EncodedEventsBuilder(experimentId, Limits.PageBytes);
        var more = true;
        while (builder.Count < events && (more = rows.Step()))
        {
            var body = rows.Bytes(4);
            if (builder.Count > 0 && builder.Bytes + body.Length > bytes)
                break;
            var facts = new EventFacts(
                EventPosition.SeqOf(rows.Int64(0)),
                (EventType)rows.Int64(1),
                Instants.FromMicroseconds(rows.Int64(5)),
                new ReactionId(rows.Guid(2)),
                new AgentId(rows.Guid(3)),
                TraceParent.Parse(rows.Bytes(6)));
            builder.Add(facts, body);
        }

        if (more)
            rows.Reset();
        return builder;
    }

    private static LogUnavailableException Unavailable(SqliteException failure) =>
        new($"The database did not do it: {failure.Message}", failure);

    private Task<T> ReadAsync<T>(
        ExperimentId experimentId, Func<ExperimentId, T> none, Func<SqliteReader, (long Number, Seq Last), T> read) =>
        GuardedAsync(reader => FindLog(reader, experimentId) is { } log ? read(reader, log) : none(experimentId));

    // SQLite reads without waiting for anything but the disk, so there is nothing to await.
    private Task<T> GuardedAsync<T>(Func<SqliteReader, T> read)
    {
        try
        {
            return Task.FromResult(readers.Read(read));
        }
        catch (SqliteException failure)
        {
            return Task.FromException<T>(Unavailable(failure));
        }
    }
}
