using System.Globalization;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>What every session is told before it is used.</summary>
internal static class PostgresSession
{
    private static readonly string IdleInTransaction =
        string.Create(CultureInfo.InvariantCulture, $"{Limits.DatabaseRetrySeconds}s");

    public static void Prepare(NpgsqlConnection connection, string schema)
    {
        using var command = Command(connection, schema);
        command.ExecuteNonQuery();
    }

    public static async Task PrepareAsync(NpgsqlConnection connection, string schema)
    {
        await using var command = Command(connection, schema);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string schema) =>
        PostgresSql.Command(connection, "PrepareSession").With(schema).With(IdleInTransaction);
}
