using System.Collections.Concurrent;
using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>The embedded SQL texts of this engine, by file name.</summary>
internal static class PostgresSql
{
    private const string Prefix = "CrowdMind.Server.Engines.Postgres.";

    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <summary>The statement in <c>Sql/{name}.sql</c>.</summary>
    public static string Statement(string name) => Texts.GetOrAdd(name, static name => Read($"{Prefix}Sql.{name}.sql"));

    /// <summary>The migrations in order, each with its number.</summary>
    public static IReadOnlyList<(int Version, string Text)> Migrations() =>
    [
        .. typeof(PostgresSql).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix + "Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) => (index + 1, Read(name))),
    ];

    /// <summary>A command of the statement, for the paths where Dapper's mapping would cost too much.</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, string name) => new(Statement(name), connection);

    /// <summary>Adds the next positional parameter, without boxing it.</summary>
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    private static string Read(string resource)
    {
        using var stream = typeof(PostgresSql).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded text '{resource}' is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
