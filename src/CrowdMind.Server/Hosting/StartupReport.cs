using CrowdMind.Server.Wire;

namespace CrowdMind.Server.Hosting;

/// <summary>One line at the start that says what runs and where.</summary>
internal static partial class StartupReport
{
    /// <summary>Writes the line once the server listens.</summary>
    public static void Write(WebApplication app, ServerOptions options)
    {
        var engines = app.Services.GetServices<IReadinessCheck>().Select(check => $"{check.Name} {check.Engine}");
        var host = options.Host.Contains(':', StringComparison.Ordinal) ? $"[{options.Host}]" : options.Host;
        app.Lifetime.ApplicationStarted.Register(() => Log.Started(
            app.Logger, options.AppName, options.Env, host, options.Port, string.Join(", ", engines), options.Access.ToString(),
            options.Telemetry?.Shown ?? "none", options.DataDir));
    }

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Information,
            "{App} ({Env}) serves http://{Host}:{Port} with {Engines}; authentication: {Access}; telemetry: {Telemetry}; data in {DataDir}")]
        public static partial void Started(
            ILogger logger, string app, string env, string host, int port, string engines, string access, string telemetry, string dataDir);
    }
}
