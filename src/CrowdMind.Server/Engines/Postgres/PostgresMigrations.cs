using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Applies what the schema lacks, each in its own transaction, while no other instance does.</summary>
/// <param name="connection">A session of its own, whose end gives back the lock.</param>
/// <param name="schema">Where the tables are.</param>
/// <param name="unusable">Makes the exception for a schema that cannot be used.</param>
internal sealed class PostgresMigrations(NpgsqlConnection connection, string schema, Func<string, Exception> unusable)
{
    /// <summary>Brings the schema up to date.</summary>
    /// <param name="hasSchema">Whether the schema is there.</param>
    public async Task RunAsync(bool hasSchema)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            PostgresSql.Statement("LockMigrations"), new { schema }, commandTimeout: Limits.DatabaseMigrationSeconds));

        // Not "if not exists", which wants the right to create a schema even where it is there.
        if (!hasSchema)
            await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS \"{schema}\"");
        if (!await HasMigrationsAsync())
            await CreateMigrationsAsync();
        var (version, _) = await FindVersionAsync();
        foreach (var (number, text) in PostgresSql.Migrations().Where(migration => migration.Version > version))
            await ApplyAsync(number, text);
    }

    /// <summary>The version of the schema, 0 when there is none, and whether it is this program's.</summary>
    public async Task<(int Version, bool IsNewest)> FindVersionAsync()
    {
        if (!await HasMigrationsAsync())
            return (0, false);
        var version = await connection.ExecuteScalarAsync<int>(PostgresSql.Statement("FindVersion"));
        var newest = PostgresSql.Migrations().Count;
        if (version > newest)
            throw unusable($"its schema {schema} has version {version}, newer than this program's {newest}; run the newer program");
        return (version, version == newest);
    }

    private Task<bool> HasMigrationsAsync() => connection.ExecuteScalarAsync<bool>(PostgresSql.Statement("HasMigrations"));

    private async Task CreateMigrationsAsync()
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(PostgresSql.Statement("CreateMigrations"));
        await connection.ExecuteAsync(PostgresSql.Statement("HideMigrations"));
        await transaction.CommitAsync();
    }

    private async Task ApplyAsync(int version, string text)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(new CommandDefinition(text, commandTimeout: Limits.DatabaseMigrationSeconds));
        await connection.ExecuteAsync(PostgresSql.Statement("InsertVersion"), new { version });
        await transaction.CommitAsync();
    }
}
