using System.Diagnostics.Metrics;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>
/// One database: its connections, and how they are tried again. Appends have a connection of their own, so that reads and
/// appends never wait for each other.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    // A call that is being given up and the one that follows it.
    private const int WriterConnections = 2;

    private static readonly TimeSpan RetryBound = TimeSpan.FromSeconds(Limits.DatabaseRetrySeconds);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writer;
    private readonly TimeProvider _time;
    private long _retries;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="meter">Counts the retries.</param>
    /// <param name="time">Bounds the retries; not the clock of events.</param>
    public PostgresDatabase(PostgresOptions options, Meter meter, TimeProvider time)
    {
        (Options, _time) = (options, time);
        _readers = Source(options, options.PoolSize);
        _writer = Source(options, WriterConnections);
        meter.CreateObservableCounter(
            "crowdmind.database.retries", () => Volatile.Read(ref _retries), "{retry}", "Calls of the database that were made again.");
    }

    /// <summary>Which database it is.</summary>
    public PostgresOptions Options { get; }

    /// <summary>Works on a connection, and again on another one when it was lost; what is done twice must do no harm.</summary>
    public Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        RetryAsync(_readers, work, cancellationToken);

    /// <summary>The same in a transaction, which is committed when the outcome is one to keep.</summary>
    public Task<T> TransactAsync<T>(
        Func<NpgsqlConnection, Task<T>> work, Func<T, bool> keeps, CancellationToken cancellationToken) =>
        UseAsync(async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var outcome = await work(connection);
            if (keeps(outcome))
                await transaction.CommitAsync(cancellationToken);
            return outcome;
        }, cancellationToken);

    /// <summary>Like <see cref="UseAsync"/>, on the connection that appends.</summary>
    public Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        RetryAsync(_writer, work, cancellationToken);

    /// <summary>Deletes one row; false when it was not there.</summary>
    public Task<bool> DeleteOneAsync(string statement, object key, CancellationToken cancellationToken)
    {
        var tried = false;
        return UseAsync(async connection =>
        {
            // A second try that finds nothing follows a first whose answer was lost.
            var again = tried;
            tried = true;
            return await connection.ExecuteAsync(PostgresSql.Statement(statement), key) == 1 || again;
        }, cancellationToken);
    }

    /// <summary>Works on a connection once.</summary>
    public async Task<T> TryAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await _readers.OpenConnectionAsync(cancellationToken);
        return await work(connection);
    }

    /// <summary>Opens a connection that no pool keeps: what its session holds ends with it.</summary>
    public async Task<NpgsqlConnection> OpenAloneAsync(CancellationToken cancellationToken)
    {
        var address = Address(Options, poolSize: 1);
        address.Pooling = false;
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await PostgresSession.PrepareAsync(connection, Options.Schema);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _writer.DisposeAsync();
    }

    private async Task<T> RetryAsync<T>(
        NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return await work(connection);
            }
            catch (NpgsqlException failure) when (
                PostgresErrors.IsPassing(failure) && _time.GetElapsedTime(started) + pause < RetryBound)
            {
                // The idle ones beside it are as old as it was, and likely to be gone too.
                if (PostgresErrors.IsLost(failure))
                    source.Clear();
            }

            Interlocked.Increment(ref _retries);
            using var timer = new PeriodicTimer(pause, _time);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    // Up to twice as long, by chance, so that instances that lost the server together do not come back together.
    private static TimeSpan Longer(TimeSpan pause)
    {
        var longer = pause * (1 + Random.Shared.NextDouble());
        return longer < LongestPause ? longer : LongestPause;
    }

    private static NpgsqlDataSource Source(PostgresOptions options, int poolSize)
    {
        var builder = new NpgsqlDataSourceBuilder(Address(options, poolSize).ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            connection => PostgresSession.Prepare(connection, options.Schema),
            connection => PostgresSession.PrepareAsync(connection, options.Schema));
        return builder.Build();
    }

    private static NpgsqlConnectionStringBuilder Address(PostgresOptions options, int poolSize)
    {
        var given = options.Address;
        return new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            ApplicationName = given.ApplicationName ?? "crowdmind",
            Pooling = true,
            MinPoolSize = 0,
            MaxPoolSize = poolSize,
            Timeout = Math.Min(given.Timeout, Limits.DatabaseConnectSeconds),
            CommandTimeout = Limits.DatabaseCommandSeconds,
            CancellationTimeout = Limits.DatabaseCancelMilliseconds,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 5,
            TcpKeepAliveInterval = 2,

            // The session's settings and prepared statements are ours alone and stay.
            NoResetOnClose = true,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            Enlist = false,
            GssEncryptionMode = given.ContainsKey("GSS Encryption Mode") ? given.GssEncryptionMode : GssEncryptionMode.Disable,
        };
    }
}
