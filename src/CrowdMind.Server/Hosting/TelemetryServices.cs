using System.Diagnostics.Metrics;
using CrowdMind.Feeds;
using CrowdMind.Recording;
using CrowdMind.Server.Telemetry;

namespace CrowdMind.Server.Hosting;

/// <summary>What is measured, and where it goes.</summary>
internal static class TelemetryServices
{
    /// <summary>Adds the meter of all rooms.</summary>
    public static IServiceCollection AddMeter(this IServiceCollection services) => services.AddMetrics()
        .AddSingleton(provider => provider.GetRequiredService<IMeterFactory>().Create(Instruments.Name));

    /// <summary>Adds what is measured, and what sends it if it is to be sent.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, ServerOptions options, string version)
    {
        builder.Services.AddMeter().AddSingleton<WriterMetrics>().AddSingleton<FeedMetrics>();
        if (options.Telemetry is { } telemetry)
            OtlpExport.Add(builder, telemetry, new TelemetryIdentity(version, options.Env, Guid.NewGuid()));
    }

    /// <summary>Looks at requests, where somebody wants to know.</summary>
    public static void UseTelemetry(this WebApplication app, ServerOptions options)
    {
        if (options.Telemetry is not null)
            app.Use(RequestTraces.HandleAsync);
        if (options.LogLevel <= LogLevel.Debug)
            app.Use(ActivatorUtilities.CreateInstance<RequestLog>(app.Services).HandleAsync);
    }
}
