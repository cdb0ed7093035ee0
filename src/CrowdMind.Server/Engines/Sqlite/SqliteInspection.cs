using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>Looks at a database file.</summary>
/// <param name="database">The file.</param>
internal sealed class SqliteInspection(SqliteDatabase database) : IInspection
{
    public string Name => "database";

    public string Engine => "sqlite";

    public Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var newest = SqliteSql.Migrations().Count;
        if (database.ReadVersion() is not { } version)
            return Task.FromResult($"{database.Path} is not there yet; a start makes it");
        return Task.FromResult(version == newest
            ? $"{database.Path} has schema version {version}"
            : $"{database.Path} has schema version {version}; a start or --migrate brings it to {newest}");
    }
}
