using CrowdMind.Server.Engines.Sqlite;

namespace CrowdMind.Server.Tests.Engines;

/// <summary>The connections of one instance to a SQLite file.</summary>
internal sealed record SqliteConnections(SqliteWriter Writer, SqliteReaders Readers) : IAsyncDisposable
{
    public static SqliteConnections Open(string path)
    {
        var database = new SqliteDatabase(path);
        return new SqliteConnections(new SqliteWriter(database), new SqliteReaders(database));
    }

    public ValueTask DisposeAsync()
    {
        Readers.Dispose();
        Writer.Dispose();
        return ValueTask.CompletedTask;
    }
}
