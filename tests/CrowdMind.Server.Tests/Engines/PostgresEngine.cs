using CrowdMind.Agents;
using CrowdMind.Experiments;
using CrowdMind.Logs;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.TestKit.Engines;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The PostgreSQL engine on a schema, put together as the server does it.</summary>
internal sealed class PostgresEngine : ILogEngine
{
    private readonly PostgresDatabase _database;
    private readonly PostgresExperimentLog _log;
    private bool _closed;

    private PostgresEngine(string url, string schema, TimeProvider time, TimeProvider waits)
    {
        var address = PostgresAddress.Parse(url);
        _database = new PostgresDatabase(
            new PostgresOptions { Address = address, Schema = schema, PoolSize = 8 }, Unmeasured.Meter, waits);
        _log = new PostgresExperimentLog(_database, time);
        Experiments = new PostgresExperimentStore(_database);
        Agents = new PostgresAgentStore(_database);
        Readiness = new PostgresReadiness(_database, TimeProvider.System, NullLogger<PostgresReadiness>.Instance);
    }

    public IExperimentLog Log => _log;

    public IExperimentStore Experiments { get; }

    public IAgentStore Agents { get; }

    /// <summary>What the server opens and asks.</summary>
    public PostgresReadiness Readiness { get; }

    /// <summary>Opens the engine as the server does at its start.</summary>
    /// <param name="url">Where.</param>
    /// <param name="schema">Made when it is missing.</param>
    /// <param name="time">The clock of events.</param>
    /// <param name="waits">The clock of retries, when it is not the machine's.</param>
    public static async Task<PostgresEngine> OpenAsync(
        string url, string schema, TimeProvider time, TimeProvider? waits = null)
    {
        var engine = new PostgresEngine(url, schema, time, waits ?? TimeProvider.System);
        try
        {
            await engine.Readiness.OpenAsync(CancellationToken.None);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>One value, asked on a connection of the pool.</summary>
    public Task<T?> AskAsync<T>(string sql) =>
        _database.TryAsync(connection => connection.ExecuteScalarAsync<T>(sql), CancellationToken.None);

    /// <summary>The same on the connection that appends.</summary>
    public Task<T?> AskWriterAsync<T>(string sql) =>
        _database.WriteAsync(connection => connection.ExecuteScalarAsync<T>(sql), CancellationToken.None);

    public async Task<IAsyncDisposable> HoldWriterAsync(ExperimentId experimentId)
    {
        var connection = await _database.OpenAloneAsync(CancellationToken.None);
        await connection.BeginTransactionAsync();
        var inserted = await connection.ExecuteAsync(
            """
            WITH x AS (UPDATE experiments SET last_seq = last_seq + 1 WHERE id = @id RETURNING number, last_seq)
            INSERT INTO events (experiment, seq, created_at, id, agent_id, type, body)
            SELECT number, last_seq, now(), gen_random_uuid(), gen_random_uuid(), 1, '{}' FROM x
            """,
            new { id = experimentId.Value });
        Assert.Equal(1, inserted);
        return connection;
    }

    /// <summary>Runs a statement in a transaction that stays open until it is disposed of.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string sql)
    {
        var connection = await _database.OpenAloneAsync(CancellationToken.None);
        await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(sql);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        _log.Dispose();
        await _database.DisposeAsync();
    }
}
