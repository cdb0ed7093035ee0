using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CrowdMind.Server.Telemetry;

/// <summary>A log for programs: one JSON object for each entry, on one line.</summary>
/// <param name="time">The clock.</param>
internal sealed class JsonLog(TimeProvider time) : ConsoleFormatter(FormatName)
{
    /// <summary>By which the console knows it.</summary>
    public const string FormatName = "json-lines";

    private const string Template = "{OriginalFormat}";

    // It is read by programs, not put into pages: quotes and letters of any script may stand as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("ts", Instants.ToText(time.Now()));
            json.WriteString("level", logEntry.LogLevel.Word());
            json.WriteString("logger", logEntry.Category);
            json.WriteNumber("event", logEntry.EventId.Id);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.Exception is { } exception)
                json.WriteString("exception", exception.ToString());
            if (Activity.Current is { } activity)
            {
                json.WriteString("trace_id", activity.TraceId.ToHexString());
                json.WriteString("span_id", activity.SpanId.ToHexString());
            }

            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } fields)
                Write(json, fields);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            if (name == Template)
                continue;
            json.WritePropertyName(name);
            if (value is int or long)
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
