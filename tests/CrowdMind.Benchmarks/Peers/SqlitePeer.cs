using System.Diagnostics;
using System.Globalization;
using CrowdMind.Benchmarks.Load;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Benchmarks.Peers;

/// <summary>The peer of ingest and replay: one thread writes or reads a table as fast as SQLite can.</summary>
internal sealed class SqlitePeer : IDisposable
{
    private const int RowsPerBatch = 500;
    private const long Experiment = 1;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly byte[] _agent = Guid.CreateVersion7().ToByteArray(bigEndian: true);
    private long _seq;

    private SqlitePeer(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute(
            """
            CREATE TABLE events (
              position INTEGER PRIMARY KEY, type INTEGER NOT NULL, reaction_id BLOB,
              agent_id BLOB, body TEXT NOT NULL, created_at INTEGER NOT NULL)
            """);
        Execute("CREATE UNIQUE INDEX events_reaction ON events (position >> 36, reaction_id)");

        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT INTO events VALUES ($position, 1, $reaction, $agent, $body, $created)";
        foreach (string name in (string[])["$position", "$reaction", "$agent", "$body", "$created"])
            _insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        _insert.Prepare();
    }

    /// <summary>Runs one kind of loop; gives its rows a second as text.</summary>
    public static string Run(string kind, string file, int amount)
    {
        using SqlitePeer peer = new(file);
        double rowsPerSecond = kind switch
        {
            "single" => peer.InsertSingly(TimeSpan.FromSeconds(amount)),
            "batched" => peer.InsertBatches(amount),
            "scan" => peer.Scan(amount),
            _ => throw new OptionException($"sqlite has no loop {kind}; it has single, batched and scan"),
        };
        return rowsPerSecond.ToString("F0", CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    /// <summary>One synced transaction a row.</summary>
    private double InsertSingly(TimeSpan duration)
    {
        for (int i = 0; i < RowsPerBatch; i++)
            Insert();

        long first = _seq;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
            Insert();
        return (_seq - first) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One synced transaction for every 500 rows.</summary>
    private double InsertBatches(int rows)
    {
        InsertBatch();
        long start = Stopwatch.GetTimestamp();
        long first = _seq;
        while (_seq - first < rows)
            InsertBatch();
        return (_seq - first) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Fills the table, then reads every column of every row once.</summary>
    private double Scan(int rows)
    {
        InsertBatches(rows);
        using SqliteCommand select = _connection.CreateCommand();
        select.CommandText = "SELECT * FROM events ORDER BY position";
        long read = 0;
        object[] row = new object[6];
        long start = Stopwatch.GetTimestamp();
        using SqliteDataReader reader = select.ExecuteReader();
        for (; reader.Read(); read++)
            reader.GetValues(row);
        return read / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void InsertBatch()
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        for (int i = 0; i < RowsPerBatch; i++)
            Insert();
        transaction.Commit();
        _insert.Transaction = null;
    }

    private void Insert()
    {
        _insert.Parameters[0].Value = Experiment << 36 | ++_seq;
        _insert.Parameters[1].Value = Guid.CreateVersion7().ToByteArray(bigEndian: true);
        _insert.Parameters[2].Value = _agent;
        _insert.Parameters[3].Value = Reaction.Payload;
        _insert.Parameters[4].Value = DateTime.UtcNow.Ticks;
        _insert.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
