using CrowdMind.Server.Telemetry;
using Microsoft.Extensions.Logging.Console;

namespace CrowdMind.Server.Hosting;

/// <summary>What is logged, and how.</summary>
internal static class ServerLogging
{
    /// <summary>Our own from the level on; the framework only when something is wrong, or when everything is asked for.</summary>
    public static void AddServerLogging(this ILoggingBuilder logging, ServerOptions options)
    {
        var level = options.LogLevel;
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        foreach (var framework in new[] { "Microsoft", "System" })
            logging.AddFilter(framework, level > LogLevel.Trace ? Max(level, LogLevel.Warning) : level);

        // Would keep a scope for as long as each socket lives, and writes queries, which may hold tokens.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // Writes request lines that it does not understand, with what secrets they hold.
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None);

        // Faults are logged by our own handlers, which know them from refusals.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        logging.AddConsole(console => console.FormatterName = options.Env == "dev" ? ReadableLog.FormatName : JsonLog.FormatName);
        logging.AddConsoleFormatter<ReadableLog, ConsoleFormatterOptions>();
        logging.AddConsoleFormatter<JsonLog, ConsoleFormatterOptions>();
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;
}
