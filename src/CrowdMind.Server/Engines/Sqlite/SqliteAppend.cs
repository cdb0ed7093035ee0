using CrowdMind.Experiments;
using CrowdMind.Logs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>
/// One commit of the log: several requests in one transaction. Its statements stay prepared; lives on the writing thread.
/// </summary>
internal sealed class SqliteAppend : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly TimeProvider _time;
    private readonly SqliteStatement _begin, _commit, _rollback;
    private readonly SqliteStatement _findState, _agentExists, _insertEvent, _findReaction, _advanceHead, _changeStatus;

    // What this commit has seen so far; the transaction holds the write lock, so it stays true.
    private readonly Dictionary<ExperimentId, LogState?> _logs = [];
    private readonly HashSet<AgentId> _agents = [];

    public SqliteAppend(SqliteConnection connection, TimeProvider time)
    {
        (_connection, _time) = (connection, time);
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "COMMIT");
        _rollback = new SqliteStatement(connection, "ROLLBACK");
        _findState = Prepare("FindExperimentState");
        _agentExists = Prepare("AgentExists");
        _insertEvent = Prepare("InsertEvent");
        _findReaction = Prepare("FindReaction");
        _advanceHead = Prepare("AdvanceHead");
        _changeStatus = Prepare("ChangeStatus");
    }

    /// <summary>Appends all that can be appended, and commits.</summary>
    /// <exception cref="SqliteException">The database refused; nothing was appended.</exception>
    public IReadOnlyList<AppendOutcome> Run(IReadOnlyList<AppendRequest> requests)
    {
        _logs.Clear();
        _agents.Clear();
        _begin.Run();
        try
        {
            var outcomes = new AppendOutcome[requests.Count];
            for (var i = 0; i < outcomes.Length; i++)
                outcomes[i] = Append(requests[i]);
            foreach (var log in _logs.Values)
            {
                if (log is { Changed: true })
                    _advanceHead.Bind(1, log.Number).Bind(2, log.Last.Value).Bind(3, log.LastAt).Run();
            }

            _commit.Run();
            return outcomes;
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                _rollback.Run();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _begin, _commit, _rollback, _findState, _agentExists, _insertEvent, _findReaction, _advanceHead, _changeStatus,
        })
            statement.Dispose();
    }

    private SqliteStatement Prepare(string name) => new(_connection, SqliteSql.Statement(name));

    private AppendOutcome Append(AppendRequest request) => (request, FindLog(request.ExperimentId)) switch
    {
        (_, null) => new AppendOutcome.ExperimentNotFound(),
        (AppendRequest.Reactions reactions, { } log) => AppendReactions(log, reactions.Drafts),
        (AppendRequest.StatusChange change, { } log) => ChangeStatus(log, change),
        _ => throw new InvalidOperationException($"Not a request this log knows: {request.GetType().Name}."),
    };

    private AppendOutcome AppendReactions(LogState log, IReadOnlyList<ReactionDraft> drafts)
    {
        // A retry of what was appended learns so, whatever has happened to the experiment or the agent since.
        var stopped = log.Status == ExperimentStatus.Stopped;
        for (var i = 0; i < drafts.Count; i++)
        {
            if ((!stopped && Exists(drafts[i].AgentId)) || FindFirst(log, drafts[i].Id) is not null)
                continue;
            return stopped ? new AppendOutcome.ExperimentStopped() : new AppendOutcome.AgentNotFound(i, drafts[i].AgentId);
        }

        var at = log.NextTime(_time);
        var appended = new AppendedReaction[drafts.Count];
        for (var i = 0; i < appended.Length; i++)
            appended[i] = AppendReaction(log, drafts[i], at);
        return new AppendOutcome.Appended(appended, Instants.FromMicroseconds(at));
    }

    private AppendedReaction AppendReaction(LogState log, in ReactionDraft draft, long at)
    {
        _insertEvent
            .Bind(1, EventPosition.Of(log.Number, log.Last.Next)).Bind(2, (long)EventType.ReactionCreated)
            .Bind(3, draft.Id.Value).Bind(4, draft.AgentId.Value).BindText(5, draft.Payload.Span).Bind(6, at);
        if (draft.TraceParent.IsNone)
            _insertEvent.BindNull(7);
        else
            BindTraceParent(draft.TraceParent);
        if (_insertEvent.Run() == 1)
        {
            log.Advance(at);
            return new AppendedReaction(log.Last, Duplicate: false);
        }

        var first = FindFirst(log, draft.Id)
            ?? throw new InvalidOperationException($"Reaction {draft.Id} was refused as a duplicate but is not there.");
        return new AppendedReaction(first, Duplicate: true);
    }

    private void BindTraceParent(TraceParent traceParent)
    {
        Span<byte> text = stackalloc byte[TraceParent.TextLength];
        traceParent.Write(text);
        _insertEvent.BindText(7, text);
    }

    private Seq? FindFirst(LogState log, ReactionId id)
    {
        if (!_findReaction.Bind(1, log.Number).Bind(2, id.Value).Step())
            return null;
        var first = EventPosition.SeqOf(_findReaction.Int64(0));
        _findReaction.Reset();
        return first;
    }

    private AppendOutcome ChangeStatus(LogState log, AppendRequest.StatusChange change)
    {
        if (!log.Status.MayBecome(change.Status))
            return new AppendOutcome.StatusConflict(log.Status);
        var at = log.NextTime(_time);
        log.Advance(at);
        log.Status = change.Status;
        var before = SqliteRows.ToExperiment(_connection.QuerySingle<ExperimentRow>(
            SqliteSql.Statement("FindExperiment"), new { id = change.ExperimentId.ToBlob() }));
        var after = before.Become(change.Status, Instants.FromMicroseconds(at), log.Last);
        _changeStatus
            .Bind(1, log.Number).Bind(2, (long)after.Status)
            .Bind(3, SqliteRows.ToColumn(after.StartedAt)).Bind(4, SqliteRows.ToColumn(after.EndedAt)).Run();
        var body = ExperimentJson.Write(after);
        _insertEvent
            .Bind(1, EventPosition.Of(log.Number, log.Last)).Bind(2, (long)EventTypes.Reporting(change.Status))
            .BindNull(3).BindNull(4).BindText(5, body).Bind(6, at).BindNull(7).Run();
        return new AppendOutcome.StatusChanged(after, body, Instants.FromMicroseconds(at));
    }

    private LogState? FindLog(ExperimentId id)
    {
        if (_logs.TryGetValue(id, out var log))
            return log;
        if (_findState.Bind(1, id.Value).Step())
        {
            log = new LogState(_findState.Int64(0), new Seq(_findState.Int64(2)), _findState.Int64(3))
            {
                Status = (ExperimentStatus)_findState.Int64(1),
            };
            _findState.Reset();
        }

        _logs[id] = log;
        return log;
    }

    private bool Exists(AgentId id)
    {
        if (_agents.Contains(id))
            return true;
        if (!_agentExists.Bind(1, id.Value).Step())
            return false;
        _agentExists.Reset();
        return _agents.Add(id);
    }

    /// <summary>A log as this commit leaves it.</summary>
    private sealed class LogState(long number, Seq last, long lastAt)
    {
        public long Number { get; } = number;

        public Seq Last { get; private set; } = last;

        public long LastAt { get; private set; } = lastAt;

        public bool Changed { get; private set; }

        public ExperimentStatus Status { get; set; }

        /// <summary>The clock's time, or the last event's if the clock went back.</summary>
        public long NextTime(TimeProvider time) => Math.Max(LastAt, Instants.ToMicroseconds(time.GetUtcNow()));

        public void Advance(long at) => (Last, LastAt, Changed) = (Last.Next, at, true);
    }
}
