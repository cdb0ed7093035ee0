namespace CrowdMind.TestKit.Servers.Telemetry;

/// <summary>A log record as a collector got it.</summary>
/// <param name="Logger">Whose it is.</param>
/// <param name="Text">What it says.</param>
/// <param name="TraceId">The trace it belongs to, or nothing.</param>
public sealed record ReceivedLog(string Logger, string Text, string TraceId)
{
    // logs.proto: 5 body, 9 trace_id.
    internal static ReceivedLog From(string logger, ProtoMessage log) => new(logger, log.Message(5).Text(1), log.Hex(9));
}
