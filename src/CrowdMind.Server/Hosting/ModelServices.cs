using CrowdMind.Server.Api;
using CrowdMind.Uploads;

namespace CrowdMind.Server.Hosting;

/// <summary>What models need beyond the engines.</summary>
internal static class ModelServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<ModelUploads>().AddSingleton<ModelSweep>();
        services.AddSingleton(new UploadLimits(options.MaxUploadMb * 1024L * 1024L));
        services.AddSingleton<ModelsController>().AddSingleton<ModelFilesController>();
        return services.AddHostedService<SweepHost>();
    }
}
