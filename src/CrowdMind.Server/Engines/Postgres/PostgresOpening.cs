using System.Net.Sockets;
using CrowdMind.Server.Wire;
using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>How a database is met at the start: waited for, looked at, brought up to date.</summary>
/// <param name="database">Which.</param>
/// <param name="time">Bounds the wait.</param>
internal sealed class PostgresOpening(PostgresDatabase database, TimeProvider time)
{
    // security_invoker views came with 15.
    private const int LeastVersion = 150000;

    private static readonly TimeSpan WaitBound = TimeSpan.FromSeconds(Limits.DatabaseStartSeconds);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes the database ready for use.</summary>
    /// <exception cref="SettingException">It cannot be used as it is configured.</exception>
    public async Task<Server> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            var server = await LookAsync(connection);
            await Migrations(connection).RunAsync(server.Has_Schema);
            await connection.ExecuteAsync(PostgresSql.Statement("DeleteOldWriters"));
            return server;
        }
        catch (NpgsqlException failure)
        {
            throw Unusable(Wanted(failure));
        }
    }

    /// <summary>Finds out whether the database could be made ready, and changes nothing; does not wait for it.</summary>
    /// <returns>The version of its schema, 0 when there is none.</returns>
    /// <exception cref="SettingException">It cannot be used as it is configured.</exception>
    public async Task<int> InspectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAloneAsync(cancellationToken);
            await LookAsync(connection);
            var (version, isNewest) = await Migrations(connection).FindVersionAsync();
            var mayMigrate = await connection.ExecuteScalarAsync<bool>(
                PostgresSql.Statement("MayMigrate"), new { schema = database.Options.Schema });
            return isNewest || mayMigrate ? version : throw Unusable(MigratorWanted);
        }
        catch (NpgsqlException failure)
        {
            throw Unusable(Wanted(failure));
        }
    }

    private string MigratorWanted =>
        $"it must name a user who may create tables in the schema {database.Options.Schema}, or one who may must run --migrate first";

    private PostgresMigrations Migrations(NpgsqlConnection connection) => new(connection, database.Options.Schema, Unusable);

    private async Task<Server> LookAsync(NpgsqlConnection connection)
    {
        var server = await connection.QuerySingleAsync<Server>(
            PostgresSql.Statement("DescribeServer"), new { schema = database.Options.Schema });
        Check(server);
        if (await connection.ExecuteScalarAsync<long>(PostgresSql.Statement("FindHiddenTables")) > 0)
            throw Unusable("it must name the role that owns the tables; to any other they look empty");
        return server;
    }

    // Whoever starts everything at once may start the database a little later.
    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await database.OpenAloneAsync(cancellationToken);
            }
            catch (NpgsqlException failure) when (IsYetToCome(failure) && time.GetElapsedTime(started) < WaitBound)
            {
                using var timer = new PeriodicTimer(Pause, time);
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static bool IsYetToCome(NpgsqlException failure) =>
        failure is PostgresException { SqlState: PostgresErrors.CannotConnectNow } or { InnerException: SocketException };

    private void Check(Server server)
    {
        if (server.Version < LeastVersion)
            throw Unusable($"it must be PostgreSQL 15 or later; the server is {server.Version_Text}");
        if (server.Encoding != "UTF8")
            throw Unusable($"the database must be encoded in UTF8; it is {server.Encoding}");
        if (server.Read_Only)
            throw Unusable("it must be a server that can be written; this one is a standby or read-only");
    }

    private string Wanted(NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrors.WrongPassword or PostgresErrors.NoAuthorization } =>
            $"it must name a user and a password that the server takes ({Said(failure)})",
        PostgresException { SqlState: PostgresErrors.NoSuchDatabase } =>
            $"it must name a database that exists ({Said(failure)})",
        PostgresException { SqlState: PostgresErrors.NoPrivilege } =>
            $"{MigratorWanted} ({Said(failure)})",
        PostgresException => $"the database could not be brought up to date ({Said(failure)})",
        _ => $"it must be a server that can be reached ({Said(failure)})",
    };

    private static string Said(NpgsqlException failure) => failure is PostgresException answered
        ? answered.MessageText
        : $"{failure.Message}{(failure.InnerException is { } inner ? ": " + inner.Message : "")}".ReplaceLineEndings(" ");

    private SettingException Unusable(string wanted) =>
        new(PostgresAddress.Setting, PostgresAddress.Shown(database.Options.Address), wanted);

    /// <summary>What the server says of itself.</summary>
    internal sealed record Server
    {
        public required int Version { get; init; }

        public required string Version_Text { get; init; }

        public required string Encoding { get; init; }

        public required bool Read_Only { get; init; }

        public required bool Syncs { get; init; }

        public required bool Has_Schema { get; init; }
    }
}
