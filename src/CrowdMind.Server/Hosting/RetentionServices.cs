using CrowdMind.Retention;

namespace CrowdMind.Server.Hosting;

/// <summary>What the deletion of old experiments needs beyond the engines.</summary>
internal static class RetentionServices
{
    /// <summary>Adds it, when experiments are not kept for ever.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, ServerOptions options)
    {
        if (options.Retention is not { } retention)
            return services;
        services.AddSingleton(retention).AddSingleton<LogArchive>().AddSingleton<RetentionSweep>();
        return services.AddHostedService<RetentionHost>();
    }
}
