using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>
/// The one connection that writes, and the one thread that uses it: SQLite calls block, and a pool thread must not wait for
/// a disk.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    // Guards the jobs, and is what the thread waits on: a monitor's wait does not spin.
    private readonly object _gate = new();
    private readonly Queue<Action> _jobs = new();
    private readonly Thread _thread;
    private readonly SqliteConnection _connection;
    private bool _closed;

    public SqliteWriter(SqliteDatabase database)
    {
        _connection = database.OpenWriter();
        _thread = new Thread(Run) { Name = "sqlite-writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Runs a piece of work on the writing thread.</summary>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(() =>
        {
            try
            {
                done.SetResult(work(_connection));
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }

    /// <summary>Runs a piece of work in a transaction, which is committed when its outcome is one to keep.</summary>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    public Task<T> TransactAsync<T>(Func<SqliteConnection, T> work, Func<T, bool> keeps) => RunAsync(connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var outcome = work(connection);
        if (keeps(outcome))
            transaction.Commit();
        return outcome;
    });

    /// <summary>Finishes what is queued and closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _connection.Dispose();
    }

    private void Enqueue(Action job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _jobs.Enqueue(job);
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (TryDequeue(out var job))
            job();
    }

    private bool TryDequeue([NotNullWhen(true)] out Action? job)
    {
        lock (_gate)
        {
            while (!_jobs.TryDequeue(out job) && !_closed)
                Monitor.Wait(_gate);
            return job is not null;
        }
    }
}
