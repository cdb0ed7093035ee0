namespace CrowdMind.Server.Hosting;

/// <summary>What is logged, and how.</summary>
internal static class ServerLogging
{
    /// <summary>Logs to the console, one line an entry; the framework only when something is wrong.</summary>
    public static void AddServerLogging(this ILoggingBuilder logging, LogLevel level)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Debug ? Max(level, LogLevel.Warning) : level);

        // Would keep a scope and an activity for as long as each socket lives.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // Faults are logged by our own handlers, which know them from refusals.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            console.UseUtcTimestamp = true;
        });
    }

    private static LogLevel Max(LogLevel one, LogLevel other) => one > other ? one : other;
}
