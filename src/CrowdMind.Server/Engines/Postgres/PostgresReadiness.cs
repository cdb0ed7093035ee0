using CrowdMind.Server.Wire;
using Dapper;

namespace CrowdMind.Server.Engines.Postgres;

/// <summary>Whether the database answers.</summary>
internal sealed partial class PostgresReadiness(PostgresDatabase database, TimeProvider time, ILogger<PostgresReadiness> logger)
    : IReadinessCheck
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(Limits.ReadinessSeconds);

    public string Name => "database";

    public string Engine => "postgresql";

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var server = await new PostgresOpening(database, time).RunAsync(cancellationToken);
        if (!server.Syncs)
            Log.DoesNotSync(logger);
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.TryAsync(connection => connection.ExecuteScalarAsync<int>("SELECT 1"), cancellationToken)
                .WaitAsync(Within, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The database did not answer within {Within.TotalSeconds:0} s.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(5401, LogLevel.Warning,
            "PostgreSQL runs with fsync off: what it has answered can be lost when its machine loses power.")]
        public static partial void DoesNotSync(ILogger logger);
    }
}
