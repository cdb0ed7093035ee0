using CrowdMind.Generation;
using CrowdMind.Segments;
using CrowdMind.Server.Api;
using CrowdMind.Server.Csv;
using CrowdMind.Server.Transports.SignalR;
using CrowdMind.Server.Vocabularies;
using CrowdMind.Versions;

namespace CrowdMind.Server.Hosting;

/// <summary>What datasets need beyond the engines.</summary>
internal static class DatasetServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddDatasets(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<GenerationMetrics>().AddSingleton<GenerationPorts>().AddSingleton<GenerationRuns>().AddSingleton<DatasetSweep>();
        services.AddSingleton<SegmentFiles>().AddSingleton<Certificates>();
        services.AddSingleton(BogusVocabulary.Create());
        services.AddSingleton(new GenerationLimits(options.MaxGenerateRows));
        services.AddSingleton<GenerationController>().AddSingleton<DatasetRowsController>();
        services.AddSingleton(CsvFormat.Port).AddSingleton<FlatFiles>().AddSingleton<VersionPorts>().AddSingleton<DatasetDiff>();
        services.AddSingleton<DatasetVersions>().AddSingleton<DatasetVersionsController>().AddSingleton<GenerationWaits>();
        services.AddSingleton<WatchedDatasets>();
        return services.AddHostedService<DatasetHost>().AddHostedService<DatasetWatchers>();
    }
}
