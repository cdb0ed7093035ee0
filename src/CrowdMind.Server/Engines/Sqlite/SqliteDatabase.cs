using System.Globalization;
using CrowdMind.Server.Wire;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>One database file: how it is opened and brought up to date.</summary>
/// <param name="path">The file; its folder exists.</param>
internal sealed class SqliteDatabase(string path)
{
    /// <summary>The name of the file in the data folder.</summary>
    public const string FileName = "crowdmind.db";

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Pooling = false,
        DefaultTimeout = 10,
    }.ToString();

    /// <summary>
    /// Opens the connection that writes, and brings the file up to date. An answered commit is on the disk
    /// (<c>synchronous=FULL</c>).
    /// </summary>
    /// <exception cref="SettingException">The file is no database, or was made by a newer program.</exception>
    public SqliteConnection OpenWriter()
    {
        try
        {
            var writer = Open(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA foreign_keys = ON; "
                + "PRAGMA wal_autocheckpoint = 4000;");
            Migrate(writer);
            return writer;
        }
        catch (SqliteException failure)
        {
            throw Unusable($"{path} cannot be opened: {failure.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Opens a connection that only reads; in WAL mode it never waits for the writer.</summary>
    public SqliteConnection OpenReader() => Open("PRAGMA query_only = ON; PRAGMA cache_size = -4096;");

    /// <summary>Applies the migrations that the file lacks, each in its own transaction.</summary>
    /// <exception cref="SettingException">The file was made by a newer program.</exception>
    private void Migrate(SqliteConnection writer)
    {
        var migrations = SqliteSql.Migrations();
        using var transaction = writer.BeginTransaction(deferred: false);
        var version = Convert.ToInt32(Scalar(writer, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > migrations.Count)
        {
            throw Unusable($"{path} has schema version {version}, newer than this program's {migrations.Count}");
        }

        foreach (var (number, text) in migrations.Where(migration => migration.Version > version))
        {
            Scalar(writer, text);
            Scalar(writer, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}"));
        }

        transaction.Commit();
    }

    private SettingException Unusable(string why) => new(
        "DATA_DIR", Path.GetDirectoryName(path), $"it must be a folder whose database this program can use ({why})");

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant or an embedded file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Scalar(connection, "PRAGMA busy_timeout = 10000; " + pragmas);
        return connection;
    }
}
