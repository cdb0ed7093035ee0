using CrowdMind.Server.Engines.Objects;
using CrowdMind.Server.Engines.Postgres;
using CrowdMind.Server.Engines.Redis;
using CrowdMind.Server.Engines.Sqlite;
using CrowdMind.Server.Wire;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrowdMind.Server.Hosting;

internal static partial class EngineServices
{
    /// <summary>Adds what looks at the engines that the options ask for, in the order in which a start opens them.</summary>
    public static IServiceCollection AddInspections(this IServiceCollection services, ServerOptions options)
    {
        var data = new DataFolder(options.DataDir);
        if (options.Postgres is { } postgres)
            services.AddSingleton<IInspection, PostgresInspection>().TryAddPostgres(postgres);
        else
            services.AddSingleton<IInspection>(new SqliteInspection(new SqliteDatabase(data.PathOf(SqliteDatabase.FileName))));
        if (options.Redis is { } redis)
            services.AddSingleton(redis).AddSingleton<IInspection, RedisInspection>();
        else
            services.AddSingleton<IInspection, InProcessInspection>();
        return services.AddObjectInspection(options.ObjectStore, data);
    }

    private static void TryAddPostgres(this IServiceCollection services, PostgresOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton<PostgresDatabase>();
    }

    private static IServiceCollection AddObjectInspection(
        this IServiceCollection services, ObjectStoreOptions options, DataFolder data)
    {
        var incoming = new IncomingFolder(data.PathOf(SpoolFolder));
        if (options.Supabase is { } supabase)
        {
            services.AddSingleton(new SupabaseApi(supabase)).AddSingleton<IInspection>(provider => new RemoteInspection(
                "supabase", supabase.Bucket, new SupabaseStart(supabase, Supabase(provider, supabase, incoming), incoming).AskAsync));
        }
        else if (options.S3 is { } s3)
        {
            services.AddSingleton(new S3Clients(s3)).AddSingleton<IInspection>(provider => new RemoteInspection(
                "s3", s3.Bucket, new S3Start(s3, S3(provider, s3, incoming), incoming).AskAsync));
        }
        else
        {
            services.AddSingleton<IInspection>(new LocalInspection(data.PathOf(ObjectsFolder)));
        }

        return services;
    }

    private sealed class InProcessInspection : IInspection
    {
        public string Name => "backplane";

        public string Engine => "in-process";

        public Task<string> RunAsync(CancellationToken cancellationToken) =>
            Task.FromResult("nothing to reach; enough for one instance");
    }
}
