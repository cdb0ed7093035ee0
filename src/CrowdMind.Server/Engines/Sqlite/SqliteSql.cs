namespace CrowdMind.Server.Engines.Sqlite;

/// <summary>The SQL texts of this engine.</summary>
internal static class SqliteSql
{
    private static readonly EmbeddedSql Texts = new("Sqlite");

    /// <inheritdoc cref="EmbeddedSql.Statement"/>
    public static string Statement(string name) => Texts.Statement(name);

    /// <inheritdoc cref="EmbeddedSql.Migrations"/>
    public static IReadOnlyList<(int Version, string Text)> Migrations() => Texts.Migrations();
}
