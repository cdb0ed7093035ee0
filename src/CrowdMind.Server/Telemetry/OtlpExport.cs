using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CrowdMind.Server.Telemetry;

/// <summary>
/// Sends metrics, traces and logs to a collector for as long as the server runs. A collector that is away costs what was
/// meant for it, and nothing else.
/// </summary>
/// <param name="options">Where to.</param>
/// <param name="identity">What the server says of itself.</param>
/// <param name="services">Where the logs' part is found, which the log owns.</param>
internal sealed class OtlpExport(TelemetryOptions options, TelemetryIdentity identity, IServiceProvider services) : IHostedService
{
    private const int LastWordsMilliseconds = Limits.TelemetryLastWordsMilliseconds;

    private OpenTelemetrySdk? _sdk;

    /// <summary>Adds what sends.</summary>
    public static void Add(WebApplicationBuilder builder, TelemetryOptions options, TelemetryIdentity identity)
    {
        builder.Configuration.AddInMemoryCollection(options.Variables);
        builder.Services.AddSingleton(options).AddSingleton(identity).AddHostedService<OtlpExport>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(identity.Describe(ResourceBuilder.CreateEmpty()));
            logs.IncludeFormattedMessage = true;
            logs.AddOtlpExporter();
        });
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sdk = OpenTelemetrySdk.Create(sdk =>
        {
            sdk.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(options.Variables).Build());
            sdk.ConfigureResource(resource => identity.Describe(resource.Clear()));
            sdk.WithMetrics(metrics => metrics.AddMeter(Watched.Meters).AddOtlpExporter());
            sdk.WithTracing(traces => traces.AddSource(Watched.Sources).AddOtlpExporter());
        });
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, but waits no longer than a moment for a collector that does not take it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_sdk is not { } sdk)
            return;
        await Task.WhenAll(
            Task.Run(() => sdk.MeterProvider.Shutdown(LastWordsMilliseconds), CancellationToken.None),
            Task.Run(() => sdk.TracerProvider.Shutdown(LastWordsMilliseconds), CancellationToken.None),
            Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(LastWordsMilliseconds), CancellationToken.None));
        sdk.Dispose();
    }
}
