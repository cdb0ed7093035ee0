using Dapper;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>How lists are read.</summary>
internal static class PostgresListing
{
    /// <summary>Reads a part of a list, and counts the whole.</summary>
    /// <param name="connection">Reads.</param>
    /// <param name="list">The statement that lists, with <c>@limit</c> and <c>@offset</c>.</param>
    /// <param name="count">The statement that counts.</param>
    /// <param name="wanted">The parameters of both.</param>
    /// <param name="convert">Makes an entry of a row.</param>
    public static async Task<Listing<T>> ListAsync<TRow, T>(
        this NpgsqlConnection connection, string list, string count, object wanted, Func<TRow, T> convert) =>
        new(
            [.. (await connection.QueryAsync<TRow>(PostgresSql.Statement(list), wanted)).Select(convert)],
            await connection.ExecuteScalarAsync<long>(PostgresSql.Statement(count), wanted));
}
