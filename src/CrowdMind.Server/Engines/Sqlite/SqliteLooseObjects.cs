using CrowdMind.Models;
using Dapper;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The objects that no model has, in a SQLite file.</summary>
internal sealed class SqliteLooseObjects(SqliteWriter writer) : ILooseObjects
{
    public Task AddAsync(string path, DateTimeOffset at, CancellationToken cancellationToken) =>
        ExecuteAsync("AddLooseObject", new { path, at = Instants.ToMicroseconds(at), givenUp = false });

    public async Task<bool> TouchAsync(string path, DateTimeOffset at, CancellationToken cancellationToken) =>
        await ExecuteAsync("TouchLooseObject", new { path, at = Instants.ToMicroseconds(at) }) == 1;

    public Task<IReadOnlyList<string>> GiveUpAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        writer.RunAsync<IReadOnlyList<string>>(connection =>
        {
            connection.Execute(SqliteSql.Statement("GiveUpLooseObjects"), new { before = Instants.ToMicroseconds(before) });
            return connection.Query<string>(SqliteSql.Statement("FindGivenUpObjects")).AsList();
        });

    public Task RemoveAsync(string path, CancellationToken cancellationToken) => ExecuteAsync("DeleteLooseObject", new { path });

    private Task<int> ExecuteAsync(string statement, object parameters) =>
        writer.RunAsync(connection => connection.Execute(SqliteSql.Statement(statement), parameters));
}
