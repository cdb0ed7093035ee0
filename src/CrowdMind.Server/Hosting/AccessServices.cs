using CrowdMind.Audits;
using CrowdMind.Server.Access;
using CrowdMind.Server.Api;
using CrowdMind.Server.Transports.SignalR;
using CrowdMind.Server.Transports.WebSockets;

namespace CrowdMind.Server.Hosting;

/// <summary>What decides who is let in.</summary>
internal static class AccessServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options.Access);
        services.AddSingleton<ApiKeys>().AddSingleton<Tickets>().AddSingleton<Permits>().AddSingleton<Sessions>();
        if (options.Access.Jwt is { } jwt)
            services.AddSingleton(new JwtTokens(jwt, jwt.KeysUrl is { } address ? IssuerKeys.Of(address) : null));
        services.AddSingleton(provider => new Credentials(
            options.Access, provider.GetRequiredService<ApiKeys>(), provider.GetService<JwtTokens>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new OriginCheck(options.CorsOrigins, options.ObjectStore.PublicUrl));
        services.AddSingleton<AccessMiddleware>().AddSingleton<KeysController>();
        services.AddSingleton(provider => new AuditTrail(
            provider.GetRequiredService<IAuditStore>(),
            options.ApiPrefix,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AuditTrail>>()));
        services.AddSingleton<SocketAccess>().AddSingleton<HubAccess>().AddSingleton<HubRenewal>();
        return options.Access.IsRequired ? services.AddHostedService<AccessHost>() : services;
    }
}
