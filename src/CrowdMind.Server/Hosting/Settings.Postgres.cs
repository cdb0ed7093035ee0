using System.Text.RegularExpressions;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <content>The settings of PostgreSQL.</content>
internal sealed partial class Settings
{
    private PostgresOptions? Postgres()
    {
        var schema = Value("SUPABASE_SCHEMA") ?? "public";
        if (!SchemaPattern().IsMatch(schema))
        {
            throw new SettingException(
                "SUPABASE_SCHEMA", schema, "it must be a schema's name of at most 63 lower-case letters, digits and _, not beginning with a digit");
        }

        var size = Number("DATABASE_POOL_SIZE", 20, 1, 1000);
        return Value(PostgresAddress.Setting) is { } url
            ? new PostgresOptions { Address = PostgresAddress.Parse(url), Schema = schema, PoolSize = size }
            : null;
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$")]
    private static partial Regex SchemaPattern();
}
