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
        var version = await FindVersionAsync();
        var migrations = PostgresSql.Migrations();
        if (version > migrations.Count)
            throw unusable($"its schema {schema} has version {version}, newer than this program's {migrations.Count}; run the newer program");
        foreach (var (number, text) in migrations.Where(migration => migration.Version > version))
            await ApplyAsync(number, text);
    }

    private async Task<int> FindVersionAsync()
    {
        if (!await connection.ExecuteScalarAsync<bool>(PostgresSql.Statement("HasMigrations")))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(PostgresSql.Statement("CreateMigrations"));
            await connection.ExecuteAsync(PostgresSql.Statement("HideMigrations"));
            await transaction.CommitAsync();
        }

        return await connection.ExecuteScalarAsync<int>(PostgresSql.Statement("FindVersion"));
    }

    private async Task ApplyAsync(int version, string text)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(new CommandDefinition(text, commandTimeout: Limits.DatabaseMigrationSeconds));
        await connection.ExecuteAsync(PostgresSql.Statement("InsertVersion"), new { version });
        await transaction.CommitAsync();
    }
}
