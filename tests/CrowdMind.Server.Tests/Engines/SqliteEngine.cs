using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.TestKit.Engines;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The SQLite engine on a file, put together as the server does it.</summary>
internal sealed class SqliteEngine : ILogEngine
{
    private readonly SqliteReaders _readers;
    private readonly SqliteExperimentStore _experiments;
    private readonly SqliteExperimentLog _log;
    private bool _closed;

    public SqliteEngine(string path, TimeProvider time)
    {
        var database = new SqliteDatabase(path);
        Writer = new SqliteWriter(database);
        _readers = new SqliteReaders(database);
        _experiments = new SqliteExperimentStore(Writer, _readers);
        _log = new SqliteExperimentLog(Writer, _readers, time);
        Agents = new SqliteAgentStore(Writer, _readers);
    }

    /// <summary>The connection that writes.</summary>
    public SqliteWriter Writer { get; }

    public IExperimentLog Log => _log;

    public IExperimentStore Experiments => _experiments;

    public IAgentStore Agents { get; }

    /// <summary>One value, asked on the connection that writes.</summary>
    public Task<T?> AskAsync<T>(string sql) => Writer.RunAsync(connection => connection.ExecuteScalar<T>(sql));

    public async Task<IAsyncDisposable> HoldWriterAsync(ExperimentId experimentId)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new ManualResetEventSlim();
        var over = Writer.RunAsync(connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            AppendOne(connection, experimentId);
            held.SetResult();
            return release.Wait(TimeSpan.FromSeconds(30));
        });
        await await Task.WhenAny(held.Task, over);
        return new Hold(release, over);
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        await _log.DisposeAsync();
        _readers.Dispose();
        Writer.Dispose();
    }

    private static void AppendOne(SqliteConnection connection, ExperimentId experimentId)
    {
        var id = new { id = experimentId.ToBlob() };
        connection.Execute("UPDATE experiments SET last_seq = last_seq + 1 WHERE id = @id", id);
        var inserted = connection.Execute(
            """
            INSERT INTO events (position, type, reaction_id, agent_id, body, created_at)
            SELECT number << 36 | last_seq, 1, randomblob(16), randomblob(16), '{}', last_event_at FROM experiments WHERE id = @id
            """,
            id);
        Assert.Equal(1, inserted);
    }

    private sealed class Hold(ManualResetEventSlim release, Task over) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            release.Set();
            await over;
            release.Dispose();
        }
    }
}
