using CrowdMind.Deployments;
using CrowdMind.Server.Api;
using CrowdMind.Server.Transports.WebSockets;
using CrowdMind.Server.Wire;
using CrowdMind.Watches;

namespace CrowdMind.Server.Hosting;

/// <summary>What agents need beyond the engines.</summary>
internal static class AgentServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<ModelDownloads>().AddSingleton<Boots>().AddSingleton<AgentWatches>();
        services.AddSingleton(provider => new BootAnswers(provider.GetRequiredService<PublicAddress>(), options.ApiPrefix));
        services.AddSingleton<DeploymentsController>().AddSingleton<AgentSocketEndpoint>();
        return services.AddHostedService<AgentWatchHost>();
    }
}
