using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Connections that read, kept open between uses with their prepared statements.</summary>
internal sealed class SqliteReaders(SqliteDatabase database) : IDisposable
{
    // More readers than this at once make connections that are closed after use.
    private const int Kept = 8;

    private readonly ConcurrentBag<SqliteReader> _idle = [];

    /// <summary>Reads with a connection of its own.</summary>
    public T Read<T>(Func<SqliteReader, T> read)
    {
        if (!_idle.TryTake(out var reader))
            reader = new SqliteReader(database.OpenReader());
        try
        {
            return read(reader);
        }
        finally
        {
            if (_idle.Count < Kept)
                _idle.Add(reader);
            else
                reader.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }
}

/// <summary>A connection that reads, with the statements prepared on it.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    public SqliteConnection Connection { get; } = connection;

    /// <summary>The statement of that name, prepared on first use.</summary>
    public SqliteStatement Statement(string name)
    {
        if (!_statements.TryGetValue(name, out var statement))
            _statements[name] = statement = new SqliteStatement(Connection, SqliteSql.Statement(name));
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        Connection.Dispose();
    }
}
