using System.Collections.Concurrent;

namespace CrowdMind.Server.Engines;

/// <summary>The embedded SQL texts of one engine, by file name.</summary>
/// <param name="engine">The engine's folder.</param>
internal sealed class EmbeddedSql(string engine)
{
    private readonly string _prefix = $"CrowdMind.Server.Engines.{engine}.";
    private readonly ConcurrentDictionary<string, string> _texts = new();

    /// <summary>The statement in <c>Sql/{name}.sql</c>.</summary>
    public string Statement(string name) =>
        _texts.GetOrAdd(name, static (name, prefix) => Read($"{prefix}Sql.{name}.sql"), _prefix);

    /// <summary>The migrations in order, each with its number.</summary>
    public IReadOnlyList<(int Version, string Text)> Migrations() =>
    [
        .. typeof(EmbeddedSql).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(_prefix + "Migrations.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select((name, index) => (index + 1, Read(name))),
    ];

    private static string Read(string resource)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The embedded text '{resource}' is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
