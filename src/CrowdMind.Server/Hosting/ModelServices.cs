using CrowdMind.Server.Api;
using CrowdMind.Uploads;

namespace CrowdMind.Server.Hosting;

/// <summary>What models need beyond the engines.</summary>
internal static class ModelServices
{
    private const long Mib = 1024 * 1024;

    /// <summary>Adds it.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<ModelUploads>().AddSingleton<ModelSweep>();
        services.AddSingleton(new UploadLimits(options.MaxUploadMb * Mib, options.MaxDatasetUploadMb * Mib));
        services.AddSingleton<ModelsController>().AddSingleton<ModelFilesController>();
        return services.AddHostedService<SweepHost>();
    }
}
