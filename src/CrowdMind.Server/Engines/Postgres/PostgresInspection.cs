using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Looks at a PostgreSQL database.</summary>
internal sealed class PostgresInspection(PostgresDatabase database, TimeProvider time) : IInspection
{
    public string Name => "database";

    public string Engine => "postgresql";

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var newest = PostgresSql.Migrations().Count;
        var version = await new PostgresOpening(database, time).InspectAsync(cancellationToken);
        var schema = $"{PostgresAddress.Shown(database.Options.Address)}, schema {database.Options.Schema},";
        return version == newest
            ? $"{schema} has version {version}"
            : $"{schema} has version {version}; a start or --migrate brings it to {newest}";
    }
}
