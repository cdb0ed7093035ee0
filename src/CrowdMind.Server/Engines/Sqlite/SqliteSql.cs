using System.Collections.Concurrent;

namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The embedded SQL texts of this engine, by file name.</summary>
internal static class SqliteSql
{
    private const string Prefix = "CrowdMind.Server.Engines.Sqlite.";

    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <summary>The statement in <c>Sql/{name}.sql</c>.</summary>
    public static string Statement(string name) => Texts.GetOrAdd(name, static name => Read($"{Prefix}Sql.{name}.sql"));

    /// <summary>The migrations in order, each with its number.</summary>
    public static IReadOnlyList<(int Version, string Text)> Migrations() =>
    [
        .. typeof(SqliteSql).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix + "Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) => (index + 1, Read(name))),
    ];

    private static string Read(string resource)
    {
        using var stream = typeof(SqliteSql).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded text '{resource}' is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
