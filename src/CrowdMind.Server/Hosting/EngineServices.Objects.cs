using System.Diagnostics.Metrics;
using CrowdMind.Objects;
using CrowdMind.Server.Engines.Objects;
using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

internal static partial class EngineServices
{
    /// <summary>Where uploads to a remote store stand until they are sent.</summary>
    private const string SpoolFolder = "incoming";

    /// <summary>Where objects are, when they are here.</summary>
    private const string ObjectsFolder = "objects";

    private static void AddObjectStore(this IServiceCollection services, ServerOptions options, DataFolder data)
    {
        var store = options.ObjectStore;
        services.AddSingleton(new SignedUrls(
            SigningSecret.Open(store.SigningKey, data), options.ApiPrefix, TimeProvider.System));
        services.AddSingleton(new PublicAddress(store.PublicUrl));
        if (store.Supabase is { } supabase)
            services.AddSupabase(supabase, new IncomingFolder(data.PathOf(SpoolFolder)));
        else if (store.S3 is { } s3)
            services.AddS3(s3, new IncomingFolder(data.PathOf(SpoolFolder)));
        else
            services.AddLocalObjects(data.PathOf(ObjectsFolder));
    }

    private static void AddLocalObjects(this IServiceCollection services, string folder)
    {
        services.AddSingleton(provider => new LocalObjectStore(folder, provider.GetRequiredService<SignedUrls>()));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<LocalObjectStore>());
        services.AddSingleton<IReadinessCheck, LocalReadiness>();
    }

    private static void AddSupabase(this IServiceCollection services, SupabaseOptions options, IncomingFolder incoming)
    {
        services.AddSingleton(new SupabaseApi(options));
        services.AddSingleton(provider => Supabase(provider, options, incoming));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<SupabaseObjectStore>());
        services.AddSingleton<IReadinessCheck>(provider =>
        {
            var store = provider.GetRequiredService<SupabaseObjectStore>();
            var start = new SupabaseStart(options, store, incoming);
            return new RemoteReadiness(
                store.Engine, start.OpenAsync, store.FindBucketAsync, provider.GetRequiredService<TimeProvider>());
        });
    }

    private static void AddS3(this IServiceCollection services, S3Options options, IncomingFolder incoming)
    {
        services.AddSingleton(new S3Clients(options));
        services.AddSingleton(provider => S3(provider, options, incoming));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<S3ObjectStore>());
        services.AddSingleton<IReadinessCheck>(provider =>
        {
            var store = provider.GetRequiredService<S3ObjectStore>();
            var start = new S3Start(options, store, incoming);
            return new RemoteReadiness(
                store.Engine, start.OpenAsync, store.AskBucketAsync, provider.GetRequiredService<TimeProvider>());
        });
    }

    private static SupabaseObjectStore Supabase(IServiceProvider provider, SupabaseOptions options, IncomingFolder incoming) => new(
        provider.GetRequiredService<SupabaseApi>(),
        options.Bucket,
        incoming,
        Calls<SupabaseObjectStore>(provider, "supabase", SupabaseRefusalException.MayPass),
        provider.GetRequiredService<TimeProvider>());

    private static S3ObjectStore S3(IServiceProvider provider, S3Options options, IncomingFolder incoming) => new(
        provider.GetRequiredService<S3Clients>(),
        options.Bucket,
        incoming,
        Calls<S3ObjectStore>(provider, "s3", S3Refusals.MayPass),
        provider.GetRequiredService<TimeProvider>());

    private static RemoteCalls Calls<TStore>(IServiceProvider provider, string engine, Func<Exception, bool?> mayPass) => new(
        engine,
        new RemoteOptions(),
        mayPass,
        new RemoteMetrics(provider.GetRequiredService<Meter>()),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<TStore>>());
}
