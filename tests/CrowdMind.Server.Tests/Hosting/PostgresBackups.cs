using CrowdMind.Server.Tests.Engines;
using CrowdMind.TestKit.Servers;

namespace CrowdMind.Server.Tests.Hosting;

/// <summary><c>pg_dump</c> of a PostgreSQL database, and a server on what <c>pg_restore</c> made of it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresBackups(PostgresFixture postgres) : BackupSpec
{
    protected override async Task<Dictionary<string, string>> SettingsAsync()
    {
        await postgres.Server.RunSqlAsync("CREATE DATABASE living");
        return new() { ["DATABASE_URL"] = postgres.Server.Url("living") };
    }

    protected override async Task<Func<Task<Dictionary<string, string>>>> BackUpDatabaseAsync(CrowdMindServer server)
    {
        var restoreAsync = await postgres.Server.BackUpAsync("living", restored: "revived");
        return async () =>
        {
            await restoreAsync();
            return new() { ["DATABASE_URL"] = postgres.Server.Url("revived"), ["DATA_DIR"] = Place.Path };
        };
    }
}
