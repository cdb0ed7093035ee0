using CrowdMind.Retention;
using CrowdMind.Server.Access;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Engines.Redis;
using CrowdMind.Server.Telemetry;

namespace CrowdMind.Server.Hosting;

/// <summary>What the operator set, validated. Every member names its environment variable.</summary>
internal sealed record ServerOptions
{
    /// <summary><c>APP_NAME</c>: the name the server gives itself.</summary>
    public required string AppName { get; init; }

    /// <summary><c>ENV</c>: dev, staging or prod.</summary>
    public required string Env { get; init; }

    /// <summary><c>API_PREFIX</c>: the path before the routes; empty for none.</summary>
    public required string ApiPrefix { get; init; }

    /// <summary><c>HOST</c>: localhost, or the address to listen on.</summary>
    public required string Host { get; init; }

    /// <summary><c>PORT</c>: 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary><c>DATA_DIR</c>: the folder of the database and the files.</summary>
    public required string DataDir { get; init; }

    /// <summary><c>MAX_REACTION_KB</c>: the largest payload of a reaction, in KiB.</summary>
    public required int MaxReactionKb { get; init; }

    /// <summary><c>CORS_ORIGINS</c>: origins of pages that may call, besides this server's own, or <c>*</c>.</summary>
    public required IReadOnlyList<string> CorsOrigins { get; init; }

    /// <summary><c>LOG_LEVEL</c>: the least level that is logged.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary><c>MAX_GENERATE_ROWS</c>: the most rows that one call makes.</summary>
    public required int MaxGenerateRows { get; init; }

    /// <summary><c>MAX_UPLOAD_MB</c>: the largest file of a model, in MiB.</summary>
    public required int MaxUploadMb { get; init; }

    /// <summary><c>MAX_DATASET_UPLOAD_MB</c>: the largest file of a dataset's version, in MiB.</summary>
    public required int MaxDatasetUploadMb { get; init; }

    /// <summary><c>SLOW_SUBSCRIBER_SECONDS</c>: how long a subscriber may take no byte.</summary>
    public required int SlowSubscriberSeconds { get; init; }

    /// <summary><c>DRAIN_SECONDS</c>: over how long a stopping server tells its subscribers; 0 for all at once.</summary>
    public required int DrainSeconds { get; init; }

    /// <summary><c>LOG_RETENTION_DAYS</c>, <c>LOG_RETENTION_EXPORT</c>: how long stopped experiments are kept; null for ever.</summary>
    public RetentionOptions? Retention { get; init; }

    /// <summary><c>DATABASE_URL</c> and what belongs to it; without it the database is a SQLite file.</summary>
    public PostgresOptions? Postgres { get; init; }

    /// <summary><c>REDIS_URL</c>, <c>REDIS_PREFIX</c>: the backplane of several instances; null for that of one.</summary>
    public RedisOptions? Redis { get; init; }

    /// <summary><c>AUTH</c>, <c>API_KEYS</c>, <c>JWT_*</c>: who is let in.</summary>
    public required AccessOptions Access { get; init; }

    /// <summary>Where objects are kept.</summary>
    public ObjectStoreOptions ObjectStore { get; init; } = new();

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and what belongs to it; null when nothing is sent.</summary>
    public TelemetryOptions? Telemetry { get; init; }
}
