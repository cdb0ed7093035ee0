using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The SQL texts of this engine, and commands of them.</summary>
internal static class PostgresSql
{
    private static readonly EmbeddedSql Texts = new("Postgres");

    /// <inheritdoc cref="EmbeddedSql.Statement"/>
    public static string Statement(string name) => Texts.Statement(name);

    /// <inheritdoc cref="EmbeddedSql.Migrations"/>
    public static IReadOnlyList<(int Version, string Text)> Migrations() => Texts.Migrations();

    /// <summary>A command of the statement, for the paths where Dapper's mapping would cost too much.</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, string name) => new(Statement(name), connection);

    /// <summary>Adds the next positional parameter, without boxing it.</summary>
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
