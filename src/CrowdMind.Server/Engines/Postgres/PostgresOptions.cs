using Npgsql;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Which PostgreSQL database, and how much of it.</summary>
internal sealed record PostgresOptions
{
    /// <summary><c>DATABASE_URL</c>: server, database, user and what else was said of the connection.</summary>
    public required NpgsqlConnectionStringBuilder Address { get; init; }

    /// <summary><c>SUPABASE_SCHEMA</c>: where the tables are; made when it is missing.</summary>
    public required string Schema { get; init; }

    /// <summary><c>DATABASE_POOL_SIZE</c>: connections at most, besides the one that appends.</summary>
    public required int PoolSize { get; init; }
}
