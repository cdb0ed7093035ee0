using System.Text.Json;
using CrowdMind.Server.Telemetry;
using CrowdMind.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace CrowdMind.Server.Tests.Telemetry;

/// <summary>What stands in a log is what was logged: no value can pretend to be an entry of its own.</summary>
public sealed class LogFormats
{
    private const string Hostile = "x\n2026-01-01T00:00:00.000000Z INFO     all is well\r\0\u001b[2J\u0085\u2028\u2029\u202ekrow\u200b\t{\"level\":\"INFO\"}";

    private readonly ManualTime _time = new();

    [Fact]
    public void For_people_an_entry_is_a_line_that_says_when_how_bad_who_and_what()
    {
        var line = Write(new ReadableLog(_time), "Redis is back after {Seconds} s", 3);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z WARNING  CrowdMind\.Some\.Room\[17\] Redis is back after 3 s\n$", line);
    }

    [Fact]
    public void For_programs_it_is_an_object_with_its_values()
    {
        var entry = JsonDocument.Parse(Write(new JsonLog(_time), "Redis is back after {Seconds} s, {Why}", 3, "héllo 'you'")).RootElement;
        Assert.Equal("WARNING", entry.GetProperty("level").GetString());
        Assert.Equal("CrowdMind.Some.Room", entry.GetProperty("logger").GetString());
        Assert.Equal(17, entry.GetProperty("event").GetInt32());
        Assert.Equal("Redis is back after 3 s, héllo 'you'", entry.GetProperty("message").GetString());
        Assert.EndsWith("Z", entry.GetProperty("ts").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"Seconds":3,"Why":"héllo 'you'"}""", entry.GetProperty("fields").GetRawText());
        Assert.False(entry.TryGetProperty("trace_id", out _));
    }

    [Fact]
    public void In_a_trace_it_names_it()
    {
        using var activity = new System.Diagnostics.Activity("request").Start();
        var entry = JsonDocument.Parse(Write(new JsonLog(_time), "hello")).RootElement;
        Assert.Equal(activity.TraceId.ToHexString(), entry.GetProperty("trace_id").GetString());
        Assert.Equal(activity.SpanId.ToHexString(), entry.GetProperty("span_id").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_value_begins_no_line_and_moves_no_cursor(bool json)
    {
        var written = Write(json ? new JsonLog(_time) : new ReadableLog(_time), "{Name} joined", Hostile);
        Assert.DoesNotContain(written.TrimEnd('\n'), c => char.IsControl(c) || c is '\u2028' or '\u2029');
        if (json)
            Assert.Equal(Hostile, JsonDocument.Parse(written).RootElement.GetProperty("fields").GetProperty("Name").GetString());
        else
            Assert.Contains(@"joined", written, StringComparison.Ordinal);
    }

    [Fact]
    public void For_people_what_turns_the_reading_direction_is_spelt_out()
    {
        var written = Write(new ReadableLog(_time), "{Name} joined", Hostile);
        Assert.Contains(@"x\n2026-01-01", written, StringComparison.Ordinal);
        Assert.Contains(@"well\r\u0000\u001B[2J\u0085\u2028\u2029\u202Ekrow\u200B\t{", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_an_exception_says_cannot_either(bool json)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Throw(new ArgumentException(Hostile)));
        var written = Write(json ? new JsonLog(_time) : new ReadableLog(_time), failure, "It failed.");
        var lines = written.TrimEnd('\n').Split('\n');
        if (json)
            Assert.Single(lines);
        else
            Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
        Assert.Contains(nameof(ArgumentException), written, StringComparison.Ordinal);
        Assert.Contains(nameof(Throw), written, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
    }

    private static void Throw(Exception inner) => throw new InvalidOperationException(Hostile, inner);

    private static string Write(ConsoleFormatter formatter, string template, params object?[] values) =>
        Write(formatter, null, template, values);

    private static string Write(ConsoleFormatter formatter, Exception? failure, string template, params object?[] values)
    {
        var sink = new FormattingLogger(formatter);
#pragma warning disable CA2254 // The template is the test's.
        sink.Log(LogLevel.Warning, 17, failure, template, values);
#pragma warning restore CA2254
        return sink.Written;
    }

    private sealed class FormattingLogger(ConsoleFormatter formatter) : ILogger
    {
        public string Written { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> format)
        {
            using var writer = new StringWriter();
            formatter.Write(new LogEntry<TState>(logLevel, "CrowdMind.Some.Room", eventId, state, exception, format), null, writer);
            Written += writer.ToString();
        }
    }
}
