using CrowdMind.Server.Admission;
using CrowdMind.Server.Api;

namespace CrowdMind.Server.Hosting;

/// <summary>What bounds how much one caller may have.</summary>
internal static class AdmissionServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAdmission(this IServiceCollection services, ServerOptions options) =>
        services.AddSingleton(options.Admission).AddSingleton<PublishRates>().AddSingleton<LiveConnections>()
            .AddSingleton<AdmissionMiddleware>().AddSingleton<ReactionUploads>();
}
