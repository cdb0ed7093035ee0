using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CrowdMind.Server.Telemetry;

/// <summary>A log for people: a line for each entry, and below it, set in, what an exception says.</summary>
/// <param name="time">The clock.</param>
internal sealed class ReadableLog(TimeProvider time) : ConsoleFormatter(FormatName)
{
    /// <summary>By which the console knows it.</summary>
    public const string FormatName = "readable";

    private const string Margin = "    ";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(Instants.ToText(time.Now()));
        textWriter.Write($" {logEntry.LogLevel.Word(),-8} {logEntry.Category}[{logEntry.EventId.Id}] ");
        textWriter.WriteOneLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.WriteLine();
        for (var exception = logEntry.Exception; exception is not null; exception = exception.InnerException)
            Write(exception, textWriter);
    }

    private static void Write(Exception exception, TextWriter writer)
    {
        writer.Write(Margin);
        writer.WriteOneLine($"{exception.GetType().FullName}: {exception.Message}");
        writer.WriteLine();
        foreach (var frame in exception.StackTrace.AsSpan().EnumerateLines())
        {
            writer.Write(Margin);
            writer.WriteOneLine(frame);
            writer.WriteLine();
        }
    }
}
