namespace CrowdMind.Server.Telemetry;

/// <summary>Levels by the words of <c>LOG_LEVEL</c>.</summary>
internal static class LogLevels
{
    /// <summary>The word.</summary>
    public static string Word(this LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
