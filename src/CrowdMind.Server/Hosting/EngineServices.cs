using CrowdMind.Agents;
using CrowdMind.Audits;
using CrowdMind.Backplanes;
using CrowdMind.Datasets;
using CrowdMind.Deployments;
using CrowdMind.Experiments;
using CrowdMind.Keys;
using CrowdMind.Logs;
using CrowdMind.Models;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Engines.Redis;
using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>The one place that decides which engine stands behind each port.</summary>
internal static partial class EngineServices
{
    /// <summary>Adds the engines that the options ask for.</summary>
    public static IServiceCollection AddEngines(this IServiceCollection services, ServerOptions options, DataFolder data)
    {
        services.AddDatabase(options, data);
        if (options.Redis is { } redis)
            services.AddRedis(redis);
        else
            services.AddInProcessBackplane();
        services.AddObjectStore(options, data);
        return services;
    }

    /// <summary>Adds the database that the options ask for, and nothing else.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, ServerOptions options, DataFolder data)
    {
        if (options.Postgres is { } postgres)
            services.AddPostgres(postgres);
        else
            services.AddSqlite(data.PathOf(SqliteDatabase.FileName));
        return services;
    }

    private static void AddSqlite(this IServiceCollection services, string path)
    {
        services.AddSingleton(new SqliteDatabase(path));
        services.AddSingleton<SqliteWriter>().AddSingleton<SqliteReaders>();
        services.AddSingleton<IExperimentLog, SqliteExperimentLog>();
        services.AddSingleton<IExperimentStore, SqliteExperimentStore>();
        services.AddSingleton<IAgentStore, SqliteAgentStore>().AddSingleton<IDeploymentStore, SqliteDeploymentStore>();
        services.AddSingleton<IDatasetStore, SqliteDatasetStore>();
        services.AddSingleton<IJobStore, SqliteJobStore>();
        services.AddSingleton<IAuditStore, SqliteAuditStore>().AddSingleton<IKeyStore, SqliteKeyStore>().AddSingleton<ITicketStore, SqliteTicketStore>();
        services.AddSingleton<IModelStore, SqliteModelStore>().AddSingleton<ILooseObjects, SqliteLooseObjects>();
        services.AddSingleton<IReadinessCheck, SqliteReadiness>();
    }

    private static void AddPostgres(this IServiceCollection services, PostgresOptions options)
    {
        services.AddSingleton(options).AddSingleton<PostgresDatabase>();
        services.AddSingleton<IExperimentLog, PostgresExperimentLog>();
        services.AddSingleton<IExperimentStore, PostgresExperimentStore>();
        services.AddSingleton<IAgentStore, PostgresAgentStore>().AddSingleton<IDeploymentStore, PostgresDeploymentStore>();
        services.AddSingleton<IDatasetStore, PostgresDatasetStore>().AddSingleton<IJobStore, PostgresJobStore>();
        services.AddSingleton<IAuditStore, PostgresAuditStore>().AddSingleton<IKeyStore, PostgresKeyStore>().AddSingleton<ITicketStore, PostgresTicketStore>();
        services.AddSingleton<IModelStore, PostgresModelStore>().AddSingleton<ILooseObjects, PostgresLooseObjects>();
        services.AddSingleton<IReadinessCheck, PostgresReadiness>();
    }

    private static void AddInProcessBackplane(this IServiceCollection services)
    {
        services.AddSingleton<IBackplane, InProcessBackplane>();
        services.AddSingleton<IReadinessCheck, InProcessReadiness>();
    }

    private static void AddRedis(this IServiceCollection services, RedisOptions options)
    {
        services.AddSingleton(options).AddSingleton<RedisBackplane>();
        services.AddSingleton<IBackplane>(provider => provider.GetRequiredService<RedisBackplane>());
        services.AddSingleton<IReadinessCheck, RedisReadiness>();
    }

    private sealed class InProcessReadiness(IBackplane backplane) : IReadinessCheck
    {
        public string Name => "backplane";

        public string Engine => backplane.Engine;

        // In process there is nothing that could be away.
        public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
