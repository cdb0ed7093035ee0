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

    /// <summary>The file.</summary>
    public string Path => path;

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
            throw Unusable(failure);
        }
    }

    /// <summary>Opens a connection that only reads; in WAL mode it never waits for the writer.</summary>
    public SqliteConnection OpenReader() => Open("PRAGMA query_only = ON; PRAGMA cache_size = -4096;");

    /// <summary>Reads the file's schema version and changes nothing; null when there is no file.</summary>
    /// <exception cref="SettingException">The file is no database, or was made by a newer program.</exception>
    public int? ReadVersion()
    {
        if (!File.Exists(path))
            return null;
        try
        {
            // Beside a file that nobody has open, even a reader would leave files; "immutable" makes none.
            var immutable = File.Exists(path + "-wal") && File.Exists(path + "-shm") ? "" : "?immutable=1";
            using var reader = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = new Uri(path).AbsoluteUri + immutable,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ToString());
            reader.Open();
            return VersionOf(reader);
        }
        catch (SqliteException failure)
        {
            throw Unusable(failure);
        }
    }

    /// <summary>Applies the migrations that the file lacks, each in its own transaction.</summary>
    /// <exception cref="SettingException">The file was made by a newer program.</exception>
    private void Migrate(SqliteConnection writer)
    {
        var migrations = SqliteSql.Migrations();
        using var transaction = writer.BeginTransaction(deferred: false);
        var version = VersionOf(writer);
        foreach (var (number, text) in migrations.Where(migration => migration.Version > version))
        {
            Scalar(writer, text);
            Scalar(writer, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}"));
        }

        transaction.Commit();
    }

    private int VersionOf(SqliteConnection connection)
    {
        var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        var newest = SqliteSql.Migrations().Count;
        return version <= newest
            ? version
            : throw Unusable($"{path} has schema version {version}, newer than this program's {newest}");
    }

    private SettingException Unusable(SqliteException failure) =>
        Unusable($"{path} cannot be opened: {failure.Message.TrimEnd('.')}");

    private SettingException Unusable(string why) => new(
        "DATA_DIR", System.IO.Path.GetDirectoryName(path), $"it must be a folder whose database this program can use ({why})");

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
