using Dapper;
using Microsoft.Data.Sqlite;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>How lists are read.</summary>
internal static class SqliteListing
{
    /// <summary>Reads a part of a list, and counts the whole.</summary>
    /// <param name="connection">Reads.</param>
    /// <param name="list">The statement that lists, with <c>@limit</c> and <c>@offset</c>.</param>
    /// <param name="count">The statement that counts.</param>
    /// <param name="wanted">The parameters of both.</param>
    /// <param name="convert">Makes an entry of a row.</param>
    public static Listing<T> List<TRow, T>(
        this SqliteConnection connection, string list, string count, object wanted, Func<TRow, T> convert) =>
        new(
            [.. connection.Query<TRow>(SqliteSql.Statement(list), wanted).Select(convert)],
            connection.ExecuteScalar<long>(SqliteSql.Statement(count), wanted));
}
